package dev.steadfast.box;

import java.time.Duration;

/** The end of a wait, in {@link System#nanoTime} terms, and what is being waited for. */
record Deadline(String what, Duration allowed, long end) {
  static Deadline in(Duration allowed, String what) {
    return new Deadline(what, allowed, System.nanoTime() + allowed.toNanos());
  }

  /** Zero or negative once expired. */
  long remainingMillis() {
    return Math.ceilDiv(end - System.nanoTime(), 1_000_000L);
  }

  DeadlineExpired expired(String seen) {
    return new DeadlineExpired(
        "%s took longer than %d ms; until then: %s".formatted(what, allowed.toMillis(), seen));
  }

  BoxException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new BoxException("interrupted while waiting for " + what, cause);
  }
}
