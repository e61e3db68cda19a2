package dev.steadfast.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.nio.file.Path;

/**
 * An open file that {@code flock(2)} locks. The lock ends with {@link #close} or with this process,
 * however that ends; a child does not inherit it.
 *
 * <p>The JDK's own file locks are those of {@code fcntl(2)}, which exclude no lock of this kind.
 * Source: flock(2).
 */
public final class FileLock implements AutoCloseable {
  private static final int LOCK_EX = 2;
  private static final int LOCK_NB = 4;

  /** Who can open the file can lock it: nobody but root. */
  private static final int MODE = 0600;

  private static final LibcFunction FLOCK =
      new LibcFunction("flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  private final int descriptor;

  private FileLock(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Opens the file for appending, and makes it if it is missing. */
  public static FileLock open(Path file) throws SystemCallException {
    int flags = OpenFiles.O_WRONLY | OpenFiles.O_CREAT | OpenFiles.O_APPEND;
    return new FileLock(OpenFiles.open(file, flags, MODE));
  }

  /**
   * Takes the exclusive lock, or fails at once.
   *
   * @throws SystemCallException also if somebody else holds a lock; the file stays open
   */
  public void take() throws SystemCallException {
    FLOCK.call((flock, errno) -> (int) flock.invokeExact(errno, descriptor, LOCK_EX | LOCK_NB));
  }

  /** Gives the lock back; to be called once. The file stays where it is. */
  @Override
  public void close() throws SystemCallException {
    OpenFiles.close(descriptor);
  }
}
