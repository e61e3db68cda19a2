package dev.steadfast.activate;

import java.time.Duration;

/** Time that passes only when somebody waits. */
final class FakeTicker implements Ticker {
  private long now;

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void park(Duration time) {
    now += time.toNanos();
  }
}
