package dev.steadfast.testing;

import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system to read, built below a prefix. Paths begin with a slash, as inside the view. */
public record FileTree(Path prefix) {

  /** The same through a view whose root is the prefix. */
  public SystemRoot root() {
    return SystemRoot.under(prefix);
  }

  /** Writes a file and the directories above it. */
  public FileTree file(String path, String text) {
    return bytes(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #file}, for content that is no text. */
  public FileTree bytes(String path, byte[] content) {
    try {
      Files.write(made(path), content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  /** Makes a directory. */
  public FileTree directory(String path) {
    made(path + "/x");
    return this;
  }

  /** Makes a link whose target is the text as given. */
  public FileTree link(String path, String target) {
    try {
      Files.createSymbolicLink(made(path), Path.of(target));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  private Path made(String path) {
    Path file = prefix.resolve(path.substring(1));
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return file;
  }
}
