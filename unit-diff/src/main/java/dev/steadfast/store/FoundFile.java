package dev.steadfast.store;

import java.nio.file.Path;

/**
 * What a path leads to in a {@link SystemRoot}.
 *
 * @param path the path with every link resolved, inside the view
 * @param size length in bytes of a regular file, else 0
 */
public record FoundFile(Path path, Kind kind, long size) {

  /** The kinds of file that are told apart. */
  public enum Kind {
    /** A file with content. */
    REGULAR,
    /** A directory. */
    DIRECTORY,
    /** {@code /dev/null} itself. */
    NULL_DEVICE,
    /** Another device, a socket or a pipe. */
    OTHER
  }
}
