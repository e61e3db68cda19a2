package dev.steadfast.activate;

import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.JobWatcher;
import dev.steadfast.unit.UnitName;
import java.time.Duration;
import java.util.SortedSet;

/** How long jobs are waited for, and who is told meanwhile. */
final class JobWaits implements JobWatcher {
  /** Past the deadline of the run jobs are still queued, so that nothing is left stopped. */
  private static final Duration TO_QUEUE = Duration.ofSeconds(1);

  private final Duration job;
  private final Duration run;
  private final Announcer announcer;
  private final Ticker ticker;
  private Duration used = Duration.ZERO;
  private long since;

  /**
   * @param job longest time for one job
   * @param run longest time for all jobs; what is done between them does not count
   */
  JobWaits(Duration job, Duration run, Announcer announcer, Ticker ticker) {
    this.job = job;
    this.run = run;
    this.announcer = announcer;
    this.ticker = ticker;
  }

  /** For jobs that are queued now. */
  Duration next() {
    since = ticker.nanos();
    Duration left = run.minus(used);
    Duration shorter = left.compareTo(job) < 0 ? left : job;
    return shorter.compareTo(TO_QUEUE) < 0 ? TO_QUEUE : shorter;
  }

  @Override
  public void waiting(JobType type, SortedSet<UnitName> underWay, Duration since) {
    announcer.say(new Announcement.Waiting(type, underWay, since));
  }

  /** The jobs have ended, or are left alone. */
  void over() {
    used = used.plus(ticker.since(since));
    announcer.say(new Announcement.WaitOver());
  }
}
