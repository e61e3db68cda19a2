package dev.steadfast.diagnostic;

import java.nio.file.Path;

/**
 * A place in an input file.
 *
 * @param file path as the operator knows it, or another name of the input
 * @param line 1-based; 0 means the file as a whole
 */
public record Location(String file, int line) {
  public Location {
    if (line < 0) {
      throw new IllegalArgumentException("line " + line);
    }
  }

  /** The file as a whole. */
  public static Location of(Path file) {
    return new Location(file.toString(), 0);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
