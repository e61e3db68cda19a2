package dev.steadfast.config;

import dev.steadfast.store.FoundFile;
import dev.steadfast.store.PathBytes;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * Finds and reads what one parse includes, within a budget of files and bytes: files that include
 * each other again and again end in a problem, not in a long run.
 */
final class IncludedFiles {
  private static final int MAX_FILES = 10_000;
  private static final long MAX_BYTES = 64L << 20;
  private static final String SUFFIX = ".conf";

  private final SystemRoot root;
  private final Problems problems;
  private final int maxDepth;
  private final Set<Path> names = new LinkedHashSet<>();
  private int files;
  private long bytes;

  /**
   * @param maxDepth how deep files may include files; 1 if an included file may not
   */
  IncludedFiles(SystemRoot root, Problems problems, int maxDepth) {
    this.root = root;
    this.problems = problems;
    this.maxDepth = maxDepth;
  }

  /**
   * One file of a parse.
   *
   * @param depth 0 for the artefact itself
   */
  record OpenFile(Path path, String text, int depth) {
    static OpenFile of(ConfigSource source) {
      return new OpenFile(source.path(), source.text(), 0);
    }
  }

  /** The files that a directive in this line stands for; without those that gave a problem. */
  List<OpenFile> open(IncludeDirective directive, OpenFile from, int line, String name) {
    if (isTooDeep(from, line)) {
      return List.of();
    }
    Optional<Path> path = locate(from, name);
    if (path.isEmpty()) {
      problems.add(from.path(), line, "include without the name of a file");
      return List.of();
    }
    return switch (directive) {
      case FILE -> read(from, line, List.of(path.get()));
      case FILE_IF_PRESENT ->
          isAbsent(path.get()) ? List.of() : read(from, line, List.of(path.get()));
      case DIRECTORY -> read(from, line, list(from, line, path.get()));
    };
  }

  /**
   * The files of a pattern, which need not match any; without those that gave a problem.
   *
   * @param pattern absolute inside the root
   */
  List<OpenFile> open(OpenFile from, int line, FilePattern pattern) {
    if (isTooDeep(from, line)) {
      return List.of();
    }
    try {
      return read(from, line, pattern.find(root, MAX_FILES));
    } catch (InvalidPathException | PatternSyntaxException noPattern) {
      problems.add(from.path(), line, "include of a pattern that is not understood");
    } catch (IOException e) {
      problems.add(from.path(), line, "included files cannot be listed, or are too many");
    }
    return List.of();
  }

  /** The files that were read, as they were named, in the order of reading. */
  List<Path> names() {
    return List.copyOf(names);
  }

  private boolean isTooDeep(OpenFile from, int line) {
    boolean isTooDeep = from.depth() == maxDepth;
    if (isTooDeep) {
      problems.add(from.path(), line, "includes are nested more than " + maxDepth + " deep");
    }
    return isTooDeep;
  }

  /** A relative name starts from the directory of the including file, as that file was named. */
  private static Optional<Path> locate(OpenFile from, String name) {
    try {
      Path path = PathBytes.path(name);
      boolean isNamed = !name.isBlank();
      Path located = path.isAbsolute() ? path : from.path().resolveSibling(path).normalize();
      return isNamed ? Optional.of(located) : Optional.empty();
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  /** A file that cannot be looked at is not absent: reading it says what is wrong. */
  private boolean isAbsent(Path path) {
    try {
      return !root.exists(path);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private List<OpenFile> read(OpenFile from, int line, List<Path> paths) {
    List<OpenFile> opened = new ArrayList<>();
    for (Path path : paths) {
      try {
        if (path.equals(from.path())) {
          problems.add(from.path(), line, "file includes itself");
        } else if (root.find(path).kind() != FoundFile.Kind.REGULAR) {
          problems.add(from.path(), line, "included file is not a regular file");
        } else if (isWithinBudget(path)) {
          opened.add(new OpenFile(path, root.text(path), from.depth() + 1));
          names.add(path);
        } else {
          problems.add(from.path(), line, "more than 10000 files or 64 MiB are included");
          return opened;
        }
      } catch (NoSuchFileException e) {
        problems.add(from.path(), line, "included file does not exist");
      } catch (IOException e) {
        problems.add(from.path(), line, "included file cannot be read");
      }
    }
    return opened;
  }

  private boolean isWithinBudget(Path path) throws IOException {
    files++;
    bytes += root.find(path).size();
    return files <= MAX_FILES && bytes <= MAX_BYTES;
  }

  private List<Path> list(OpenFile from, int line, Path directory) {
    List<Path> found = new ArrayList<>();
    try {
      if (!root.isDirectory(directory)) {
        problems.add(from.path(), line, "included directory is not a directory");
        return found;
      }
      for (Path file : root.list(directory)) {
        if (isIncluded(file.toString()) && !isDirectory(directory.resolve(file))) {
          found.add(directory.resolve(file));
        }
      }
    } catch (NoSuchFileException e) {
      problems.add(from.path(), line, "included directory does not exist");
    } catch (IOException e) {
      problems.add(from.path(), line, "included directory cannot be read");
    }
    return found;
  }

  private static boolean isIncluded(String file) {
    return file.length() > SUFFIX.length() && file.endsWith(SUFFIX) && !file.startsWith(".");
  }

  /** A link that leads nowhere is none, and is reported when it is read. */
  private boolean isDirectory(Path path) throws IOException {
    return root.exists(path) && root.isDirectory(path);
  }
}
