package dev.steadfast.box;

/**
 * Something took longer than its deadline; the message says what, how long, and what had been
 * printed by then.
 */
public final class DeadlineExpired extends BoxException {
  private static final long serialVersionUID = 1L;

  DeadlineExpired(String message) {
    super(message);
  }
}
