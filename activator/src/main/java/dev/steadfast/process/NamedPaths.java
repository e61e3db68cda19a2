package dev.steadfast.process;

import dev.steadfast.store.PathBytes;
import dev.steadfast.store.StoreReference;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The store paths that a file, or the files and links below a directory, name. */
final class NamedPaths {
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_FILES = 10_000;

  private final SystemRoot host;
  private final SortedSet<Path> named = new TreeSet<>();
  private long bytes;
  private int files;

  private NamedPaths(SystemRoot host) {
    this.host = host;
  }

  /**
   * Reads content.
   *
   * @throws TooLarge beyond 64 MiB or 10,000 files
   */
  static SortedSet<Path> in(SystemRoot host, Path content) throws IOException {
    NamedPaths paths = new NamedPaths(host);
    paths.visit(content);
    return paths.named;
  }

  private void visit(Path path) throws IOException {
    Path located = host.locate(path);
    if (Files.isDirectory(located, LinkOption.NOFOLLOW_LINKS)) {
      for (Path name : host.list(path)) {
        Path child = path.resolve(name);
        count(0);
        Optional<Path> target = host.linkTarget(child);
        if (target.isPresent()) {
          add(PathBytes.text(target.get()));
        } else {
          visit(child);
        }
      }
    } else if (Files.isRegularFile(located, LinkOption.NOFOLLOW_LINKS)) {
      count(Files.size(located));
      add(host.text(path));
    }
  }

  private void count(long size) throws TooLarge {
    files++;
    bytes += size;
    if (files > MOST_FILES || bytes > MOST_BYTES) {
      throw new TooLarge();
    }
  }

  private void add(String text) throws IOException {
    for (StoreReference reference : StoreReference.in(text)) {
      named.add(named(reference));
    }
  }

  /** What follows the store object may be a pattern: then the object itself is what is named. */
  private Path named(StoreReference reference) throws IOException {
    return host.exists(reference.path()) ? reference.path() : reference.store().path();
  }

  /** More content than is looked through. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }
}
