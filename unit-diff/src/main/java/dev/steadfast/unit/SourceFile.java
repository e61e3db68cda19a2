package dev.steadfast.unit;

import java.nio.file.Path;

/**
 * A fragment or drop-in of a generation.
 *
 * @param logical where the generation has it, below its toplevel; what problems name
 * @param resolved the file itself with every link resolved, in NixOS a file in the store; {@code
 *     /dev/null} where it is masked that way
 */
public record SourceFile(Path logical, Path resolved) {
  private static final Path NULL_DEVICE = Path.of("/dev/null");

  boolean isNullDevice() {
    return resolved.equals(NULL_DEVICE);
  }
}
