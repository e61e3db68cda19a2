package dev.steadfast.kernel;

import java.io.IOException;

/** A call that the kernel refused; the message is the system's own, {@code Permission denied}. */
public final class SystemCallException extends IOException {
  private static final long serialVersionUID = 1;
  private final int errno;

  SystemCallException(String message, int errno) {
    super(message);
    this.errno = errno;
  }

  /** The number that the kernel gave; from 1 to 133 on Linux. Source: errno(3). */
  public int errno() {
    return errno;
  }
}
