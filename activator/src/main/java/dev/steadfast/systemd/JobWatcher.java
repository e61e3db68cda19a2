package dev.steadfast.systemd;

import dev.steadfast.unit.UnitName;
import java.time.Duration;
import java.util.SortedSet;

/** Is told, about once a second, which jobs are waited for. */
public interface JobWatcher {
  /** Tells nobody. */
  JobWatcher NOBODY = (type, underWay, since) -> {};

  /**
   * Jobs are still under way.
   *
   * @param since the time that has passed since they were queued
   */
  void waiting(JobType type, SortedSet<UnitName> underWay, Duration since);
}
