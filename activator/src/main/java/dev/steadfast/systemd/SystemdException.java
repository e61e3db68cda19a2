package dev.steadfast.systemd;

import java.io.Serial;

/** The bus is lost, a deadline passed, or systemd answered with an error. */
public final class SystemdException extends Exception {
  @Serial private static final long serialVersionUID = 1;
  private final String errorName;

  /**
   * systemd, or the bus in its place, answered with an error.
   *
   * @param errorName the D-Bus error name, never empty
   */
  public SystemdException(String errorName, String message) {
    super(message + " (" + errorName + ")");
    this.errorName = errorName;
  }

  private SystemdException(String message) {
    super(message);
    this.errorName = "";
  }

  /** There was no answer: no bus, a lost connection, or a deadline that passed. */
  public static SystemdException noAnswer(String message) {
    return new SystemdException(message);
  }

  /** As {@link #noAnswer(String)}, with what the connection said. */
  public static SystemdException noAnswer(String message, Exception cause) {
    SystemdException lost = new SystemdException(message + ": " + cause.getMessage());
    lost.initCause(cause);
    return lost;
  }

  /** The D-Bus error name, or empty when there was no answer at all. */
  public String errorName() {
    return errorName;
  }
}
