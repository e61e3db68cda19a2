package dev.steadfast.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.steadfast.store.PathBytes;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker.Option;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Open file descriptors. Flags are those of x86-64 and AArch64. Source: open(2), fcntl.h. */
final class OpenFiles {
  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;
  static final int O_CREAT = 0x40;
  static final int O_APPEND = 0x400;
  static final int O_CLOEXEC = 0x80000;

  private static final LibcFunction OPEN =
      new LibcFunction(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
          Option.firstVariadicArg(2));
  private static final LibcFunction CLOSE =
      new LibcFunction("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private OpenFiles() {}

  /**
   * Opens a file that no child inherits.
   *
   * @param mode of a file that is made, before the umask
   */
  static int open(Path file, int flags, int mode) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = LibcFunction.string(arena, PathBytes.of(file));
      return OPEN.call(
          (open, errno) -> (int) open.invokeExact(errno, path, flags | O_CLOEXEC, mode));
    }
  }

  static void close(int descriptor) throws SystemCallException {
    CLOSE.call((close, errno) -> (int) close.invokeExact(errno, descriptor));
  }
}
