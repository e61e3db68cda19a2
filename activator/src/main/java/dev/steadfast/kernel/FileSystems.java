package dev.steadfast.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.nio.file.Path;

/** Whole file systems. */
public final class FileSystems {
  private static final LibcFunction SYNCFS =
      new LibcFunction("syncfs", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private FileSystems() {}

  /**
   * Returns when everything written to the file system that holds a path is on its device. Source:
   * syncfs(2).
   *
   * @throws SystemCallException if the path cannot be opened, or writing failed
   */
  public static void sync(Path path) throws SystemCallException {
    int descriptor = OpenFiles.open(path, OpenFiles.O_RDONLY, 0);
    try {
      SYNCFS.call((syncfs, errno) -> (int) syncfs.invokeExact(errno, descriptor));
    } finally {
      OpenFiles.close(descriptor);
    }
  }
}
