package dev.steadfast.box;

/**
 * A box, or something run in one, did not do what its user relies on. The message carries what it
 * printed.
 */
public class BoxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BoxException(String message) {
    super(message);
  }

  BoxException(String message, Throwable cause) {
    super(message, cause);
  }
}
