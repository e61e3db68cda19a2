package dev.steadfast.activate;

import dev.steadfast.plan.Step;
import dev.steadfast.systemd.JobResult;
import java.time.Duration;

/** What became of one step. */
public sealed interface StepOutcome {
  Step step();

  /** Carried out, and for a reload witnessed. */
  record Done(Step step, Duration took) implements StepOutcome {}

  /** Carried out, but nothing could be observed that proves it. */
  record Unproven(Step step, String why) implements StepOutcome {}

  /**
   * Found wrong; the process has its previous configuration, which was proved if a signal was sent.
   */
  record Undone(Step step, String why) implements StepOutcome {}

  /** The job failed, or the undo did. */
  record Failed(Step step, JobResult result, String why) implements StepOutcome {}

  /** Not tried, for example because the bus was lost before its turn. */
  record NotRun(Step step, String why) implements StepOutcome {}
}
