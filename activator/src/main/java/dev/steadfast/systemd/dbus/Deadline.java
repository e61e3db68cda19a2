package dev.steadfast.systemd.dbus;

import java.time.Duration;

/**
 * A moment after which a wait ends.
 *
 * @param nanoTime on the scale of {@link System#nanoTime}: not moved by a changed clock
 */
record Deadline(long nanoTime) {
  static Deadline in(Duration wait) {
    return new Deadline(System.nanoTime() + wait.toNanos());
  }

  /** Milliseconds left, rounded up; 0 once it has passed. */
  long millisLeft() {
    long nanos = nanoTime - System.nanoTime();
    return nanos <= 0 ? 0 : nanos / 1_000_000 + 1;
  }

  boolean hasPassed() {
    return millisLeft() == 0;
  }

  /** The one that passes first. */
  Deadline orSooner(Deadline other) {
    return other.nanoTime - nanoTime < 0 ? other : this;
  }
}
