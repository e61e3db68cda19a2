package dev.steadfast.activate;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time as far as deadlines are concerned; tests bring their own. */
interface Ticker {
  /** Only differences mean something. */
  long nanos();

  /** Waits for about that long, or less. */
  void park(Duration time);

  /** The time that has passed since {@code start}. */
  default Duration since(long start) {
    return Duration.ofNanos(nanos() - start);
  }

  /** The monotonic clock. */
  static Ticker system() {
    return new Ticker() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void park(Duration time) {
        LockSupport.parkNanos(time.toNanos());
      }
    };
  }
}
