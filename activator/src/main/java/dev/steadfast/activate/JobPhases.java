package dev.steadfast.activate;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The phases of a switch in which all jobs of one type are queued together. */
final class JobPhases {
  private final Plan plan;
  private final Reach reach;
  private final Outcomes outcomes;
  private final SwitchProgress progress;
  private final List<String> notes = new ArrayList<>();

  JobPhases(Plan plan, Reach reach, Outcomes outcomes, SwitchProgress progress) {
    this.plan = plan;
    this.reach = reach;
    this.outcomes = outcomes;
    this.progress = progress;
  }

  /** Jobs of units that the plan does not speak of. */
  List<String> notes() {
    return notes;
  }

  /** Stops what the plan stops, and what it stops to start it later. */
  Optional<String> stop() {
    return run(JobType.STOP);
  }

  /** Starts what the plan starts, and what an interrupted switch has left stopped. */
  Optional<String> start() {
    return run(JobType.START);
  }

  /**
   * Queues the jobs of one type and waits for them.
   *
   * @return why no further job can be queued; empty if they can
   */
  Optional<String> run(JobType type) {
    SortedSet<UnitName> units = units(type);
    if (units.isEmpty()) {
      return Optional.empty();
    }
    progress.inHand(units);
    long start = reach.ticker().nanos();
    try {
      SortedMap<UnitName, JobResult> results = reach.effects().jobs(type, units);
      for (Map.Entry<UnitName, JobResult> result : results.entrySet()) {
        settle(type, result.getKey(), result.getValue(), start);
      }
      return Optional.empty();
    } catch (SystemdException failed) {
      String why = Why.of(failed);
      units.forEach(unit -> unknown(unit, type, why));
      return Optional.of(why);
    }
  }

  private SortedSet<UnitName> units(JobType type) {
    SortedSet<UnitName> units = new TreeSet<>();
    if (type == JobType.START) {
      units.addAll(progress.leftStopped(plan));
    }
    for (Step step : plan.steps().values()) {
      boolean has =
          switch (step) {
            case Step.Keep keep -> false;
            case Step.Reload reload -> false;
            case Step.Restart restart -> type == JobType.RESTART;
            case Step.StopStart both -> type == JobType.STOP || type == JobType.START;
            case Step.Start one -> type == JobType.START;
            case Step.Stop one -> type == JobType.STOP;
          };
      if (has) {
        units.add(step.unit());
      }
    }
    return units;
  }

  private void settle(JobType type, UnitName unit, JobResult result, long start) {
    Step step = plan.steps().get(unit);
    String ended = "the " + type + " job ended with " + result;
    if (step == null) {
      notes.add(unit + ": was left stopped by an interrupted switch; " + ended);
    } else if (!result.isSuccess()) {
      outcomes.add(new StepOutcome.Failed(step, result, ended));
    } else if (!isFirstHalf(step, type)) {
      outcomes.add(new StepOutcome.Done(step, reach.ticker().since(start)));
    }
    if (result.isSuccess() && (step == null || !isFirstHalf(step, type))) {
      progress.done(unit);
    }
  }

  private static boolean isFirstHalf(Step step, JobType type) {
    return step instanceof Step.StopStart && type == JobType.STOP;
  }

  private void unknown(UnitName unit, JobType type, String why) {
    Step step = plan.steps().get(unit);
    if (step != null) {
      String what = "what became of the " + type + " job is not known: ";
      outcomes.add(new StepOutcome.Failed(step, JobResult.UNRECOGNIZED, what + why));
    }
  }

  /** Says of the units that were stopped and cannot be started again that they are down. */
  Optional<String> stayStopped(String why) {
    for (Step step : plan.steps().values()) {
      if (step instanceof Step.StopStart && !outcomes.isKnown(step.unit())) {
        String what = "it was stopped and not started again: ";
        outcomes.add(new StepOutcome.Failed(step, JobResult.NOT_QUEUED, what + why));
      }
    }
    return Optional.of(why);
  }
}
