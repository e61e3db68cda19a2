package dev.steadfast.config;

import dev.steadfast.store.PathBytes;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A path in which each component may be a {@link NamePattern}.
 *
 * <p>Source: ngx_conf_include of nginx 1.22, which asks glob(3) without flags in the C locale.
 *
 * @param text absolute
 */
record FilePattern(String text) {

  /**
   * The paths that match, sorted by their bytes. A pattern without wildcards is one path, there or
   * not.
   *
   * @throws IOException if a directory cannot be listed, or if there are more paths than {@code
   *     most}
   * @throws java.util.regex.PatternSyntaxException if a component is not understood
   * @throws java.nio.file.InvalidPathException if no path can be named so
   */
  List<Path> find(SystemRoot root, int most) throws IOException {
    if (text.chars().noneMatch(c -> c == '*' || c == '?' || c == '[')) {
      return List.of(PathBytes.path(text));
    }
    SortedSet<Path> found = new TreeSet<>();
    found.add(Path.of("/"));
    for (Path component : PathBytes.path(text)) {
      NamePattern pattern = NamePattern.of(PathBytes.text(component));
      SortedSet<Path> next = new TreeSet<>();
      for (Path directory : found) {
        addMatches(root, directory, pattern, next);
      }
      found = next;
      if (found.size() > most) {
        throw new IOException("more paths than " + most);
      }
    }
    return List.copyOf(found);
  }

  private static void addMatches(
      SystemRoot root, Path directory, NamePattern pattern, SortedSet<Path> found)
      throws IOException {
    if (!root.exists(directory) || !root.isDirectory(directory)) {
      return;
    }
    if (pattern.literal().isPresent()) {
      Path path = directory.resolve(PathBytes.path(pattern.literal().get()));
      if (isThere(root, path)) {
        found.add(path);
      }
      return;
    }
    for (Path name : root.list(directory)) {
      if (pattern.matches(name)) {
        found.add(directory.resolve(name));
      }
    }
  }

  /** A link that leads nowhere is there, and is reported when it is read. */
  private static boolean isThere(SystemRoot root, Path path) throws IOException {
    try {
      return root.exists(path) || root.linkTarget(path).isPresent();
    } catch (NoSuchFileException nothing) {
      return false;
    }
  }
}
