package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobWaitsTest {
  @Test
  void onlyJobsUseUpTheTimeOfTheRun() {
    FakeTicker ticker = new FakeTicker();
    JobWaits waits =
        new JobWaits(Duration.ofSeconds(9), Duration.ofSeconds(10), Announcer.SILENT, ticker);
    ticker.park(Duration.ofMinutes(1));
    assertEquals(Duration.ofSeconds(9), waits.next());
    ticker.park(Duration.ofSeconds(4));
    waits.over();
    ticker.park(Duration.ofMinutes(1));
    assertEquals(Duration.ofSeconds(6), waits.next());
  }
}
