package dev.steadfast.activate;

import dev.steadfast.activate.Announcement.Verb;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists;
import dev.steadfast.plan.ReloadMechanism;
import dev.steadfast.plan.Rules;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The phases of a switch in which all jobs of one type are queued together. Each phase returns why
 * no further job can be queued; empty if they can.
 */
final class JobPhases {
  private final Reach reach;
  private final Outcomes outcomes;
  private final SwitchProgress progress;
  private final Announcer announcer;
  private final List<String> notes = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private final List<Announcement> failures = new ArrayList<>();
  private Plan plan;
  private boolean hasQueued;
  private SortedSet<UnitName> fallen = Collections.emptySortedSet();
  private SortedSet<UnitName> besides = Collections.emptySortedSet();

  JobPhases(
      Plan plan, Reach reach, Outcomes outcomes, SwitchProgress progress, Announcer announcer) {
    this.plan = plan;
    this.reach = reach;
    this.outcomes = outcomes;
    this.progress = progress;
    this.announcer = announcer;
  }

  /** Jobs that went well, of units that the plan does not speak of. */
  List<String> notes() {
    return notes;
  }

  /** Jobs that did not, of units that the plan does not speak of. */
  List<String> troubles() {
    return troubles;
  }

  /** Jobs that did not succeed, in the order in which they ended. */
  List<Announcement> failures() {
    return failures;
  }

  /** Whether any job was queued. */
  boolean hasQueued() {
    return hasQueued;
  }

  /** From now on another plan holds. */
  void follow(Plan other) {
    plan = other;
  }

  /**
   * Stops what the plan stops, and what it stops to start it later; looks at what went down with
   * it.
   *
   * @param before the units as they were when the switch began
   */
  Optional<String> stop(SortedMap<UnitName, ObservedUnit> before) {
    announce(Verb.STOP, lists().stop());
    SortedSet<UnitName> units =
        units(step -> step instanceof Step.Stop || step instanceof Step.StopStart);
    Optional<String> lost = run(JobType.STOP, units);
    if (lost.isPresent() || units.isEmpty()) {
      return lost;
    }
    try {
      fallen = new Endangered(plan, before).down(reach.machine().systemd());
      return lost;
    } catch (SystemdException unknown) {
      return Optional.of(Why.of(unknown));
    }
  }

  /** Reloads of which nothing but the job is known. */
  Optional<String> reloadPlainly(SortedSet<UnitName> notRunning) {
    SortedSet<UnitName> units = units(JobPhases::isPlainReload);
    units.removeAll(notRunning);
    return run(JobType.RELOAD, units);
  }

  static boolean isPlainReload(Step step) {
    return step instanceof Step.Reload reload && reload.mechanism() == ReloadMechanism.PLAIN;
  }

  /** Restarts, and before them the sockets that listen anew. */
  Optional<String> restart() {
    announce(Verb.RESTART, lists().restart());
    SortedSet<UnitName> sockets = units(Step.Relisten.class::isInstance);
    SortedSet<UnitName> others = units(Step.Restart.class::isInstance);
    if (sockets.isEmpty()) {
      return run(JobType.RESTART, others);
    }
    try {
      Systemd systemd = reach.machine().systemd();
      SortedMap<UnitName, ObservedUnit> now = systemd.units();
      SortedSet<UnitName> services = servicesOf(sockets, now);
      others.removeAll(services);
      Optional<String> lost = run(JobType.STOP, services);
      lost = lost.isEmpty() ? run(JobType.RESTART, sockets) : lost;
      lost = lost.isEmpty() ? run(JobType.START, services) : lost;
      if (lost.isEmpty() && !services.isEmpty()) {
        besides = new Endangered(plan, now).down(systemd);
        lost = run(JobType.START, besides);
      }
      return lost.isEmpty() ? run(JobType.RESTART, others) : lost;
    } catch (SystemdException unknown) {
      return Optional.of(Why.of(unknown));
    }
  }

  /** The running services of sockets that listen anew. */
  private SortedSet<UnitName> servicesOf(
      SortedSet<UnitName> sockets, SortedMap<UnitName, ObservedUnit> now) {
    SortedSet<UnitName> services = new TreeSet<>();
    for (UnitName socket : sockets) {
      if (plan.steps().get(socket) instanceof Step.Relisten relisten) {
        services.addAll(relisten.services());
      }
    }
    services.removeIf(service -> !isUp(now, service));
    return services;
  }

  /**
   * Starts what the plan starts, what went down with that which was stopped, and what an
   * interrupted switch has left stopped.
   *
   * @param instead what went down before it could be reloaded
   */
  Optional<String> start(SortedSet<UnitName> instead) {
    besides = new TreeSet<>(fallen);
    besides.addAll(instead);
    SortedSet<UnitName> shown = new TreeSet<>(lists().start());
    shown.addAll(instead);
    announce(Verb.START, shown);
    SortedSet<UnitName> units =
        units(step -> step instanceof Step.Start || step instanceof Step.StopStart);
    units.addAll(progress.leftStopped(plan));
    units.addAll(besides);
    try {
      SortedSet<UnitName> again = startedMeanwhile(units);
      units.removeAll(again);
      Optional<String> lost = run(JobType.RESTART, again);
      return lost.isEmpty() ? run(JobType.START, units) : lost;
    } catch (SystemdException unknown) {
      return Optional.of(Why.of(unknown));
    }
  }

  /**
   * What was stopped to be started under its next definition, and was started by something else
   * before that was loaded.
   */
  private SortedSet<UnitName> startedMeanwhile(SortedSet<UnitName> units) throws SystemdException {
    SortedSet<UnitName> again = new TreeSet<>();
    if (plan.rules() == Rules.ORIGINAL
        || units.stream().noneMatch(unit -> plan.steps().get(unit) instanceof Step.StopStart)) {
      return again;
    }
    SortedMap<UnitName, ObservedUnit> now = reach.machine().systemd().units();
    for (UnitName unit : units) {
      boolean isService = unit.type() == UnitType.SERVICE;
      if (isService && plan.steps().get(unit) instanceof Step.StopStart && isUp(now, unit)) {
        again.add(unit);
      }
    }
    return again;
  }

  static boolean isUp(SortedMap<UnitName, ObservedUnit> units, UnitName unit) {
    ObservedUnit observed = units.get(unit);
    return observed != null && observed.activeState().isUp();
  }

  /** Restarts one unit that the plan does not speak of. */
  Optional<String> restart(UnitName unit) {
    return run(JobType.RESTART, new TreeSet<>(List.of(unit)));
  }

  private PlanLists lists() {
    return PlanLists.of(plan, reach.targets());
  }

  private void announce(Verb verb, SortedSet<UnitName> units) {
    if (!units.isEmpty()) {
      announcer.say(new Announcement.Units(verb, units));
    }
  }

  private SortedSet<UnitName> units(Predicate<Step> isMeant) {
    SortedSet<UnitName> units = new TreeSet<>();
    for (Step step : plan.steps().values()) {
      if (isMeant.test(step)) {
        units.add(step.unit());
      }
    }
    return units;
  }

  private Optional<String> run(JobType type, SortedSet<UnitName> units) {
    if (units.isEmpty()) {
      return Optional.empty();
    }
    hasQueued = true;
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

  private void settle(JobType type, UnitName unit, JobResult result, long start) {
    boolean isGood = isGood(type, result);
    boolean isFirstHalf = isFirstHalf(unit, type);
    Step step = plan.steps().get(unit);
    String ended = "the " + type + " job ended with " + result;
    if (!isGood) {
      failures.add(failure(type, unit, result));
    }
    if (step == null || isOnlyBesides(step, type)) {
      besides(unit, ended, isGood);
    } else if (!isGood) {
      outcomes.add(new StepOutcome.Failed(step, result, ended));
    } else if (!isFirstHalf) {
      outcomes.add(carriedOut(step, start));
    }
    if (isGood && !isFirstHalf) {
      progress.done(unit);
    }
  }

  /** A unit that is restarted at each switch needs no word if all is well. */
  private void besides(UnitName unit, String ended, boolean isGood) {
    String why = unit + ": " + whyBesides(unit);
    if (!isGood) {
      troubles.add(why + ended);
    } else if (besides.contains(unit) || progress.leftStopped(plan).contains(unit)) {
      notes.add(why + ended);
    }
  }

  private String whyBesides(UnitName unit) {
    if (besides.contains(unit)) {
      return "went down with what this switch has stopped; ";
    }
    return progress.leftStopped(plan).contains(unit)
        ? "was left stopped by an interrupted switch; "
        : "";
  }

  private boolean isGood(JobType type, JobResult result) {
    return switch (plan.rules()) {
      case OWN -> result.isSuccess();
      case ORIGINAL -> isNoFailure(result) || (type == JobType.STOP && isRefused(result));
    };
  }

  private static boolean isRefused(JobResult result) {
    return result == JobResult.NOT_QUEUED;
  }

  /** Source: what switch-to-configuration counts as failed: timeout, failed and dependency. */
  private static boolean isNoFailure(JobResult result) {
    return switch (result) {
      case DONE, CANCELED, SKIPPED, INVALID, ASSERT, UNSUPPORTED, COLLECTED, ONCE -> true;
      case FROZEN, CONCURRENCY -> true;
      case TIMEOUT, FAILED, DEPENDENCY, NOT_QUEUED, DEADLINE, UNRECOGNIZED -> false;
    };
  }

  private static Announcement failure(JobType type, UnitName unit, JobResult result) {
    return switch (result) {
      case NOT_QUEUED -> new Announcement.NotQueued(type, unit, "systemd refused to queue the job");
      case DEADLINE ->
          new Announcement.NotQueued(type, unit, "the job did not end in time and was left alone");
      case DONE, CANCELED, TIMEOUT, FAILED, DEPENDENCY, SKIPPED, INVALID, ASSERT ->
          new Announcement.JobFailed(type, unit);
      case UNSUPPORTED, COLLECTED, ONCE, FROZEN, CONCURRENCY, UNRECOGNIZED ->
          new Announcement.JobFailed(type, unit);
    };
  }

  private StepOutcome carriedOut(Step step, long start) {
    boolean isService = step.unit().type() == UnitType.SERVICE;
    return plan.rules() == Rules.OWN && isPlainReload(step) && isService
        ? new StepOutcome.Unproven(step, "it was asked for, and no witness is known")
        : new StepOutcome.Done(step, reach.ticker().since(start));
  }

  /** Another job of the unit follows that says how its step ended. */
  private boolean isFirstHalf(UnitName unit, JobType type) {
    Step step = plan.steps().get(unit);
    return type == JobType.STOP && !(step instanceof Step.Stop);
  }

  /** A kept service that its socket has stopped and started. */
  private static boolean isOnlyBesides(Step step, JobType type) {
    return step instanceof Step.Keep && type != JobType.RELOAD;
  }

  private void unknown(UnitName unit, JobType type, String why) {
    Step step = plan.steps().get(unit);
    String what = "what became of the " + type + " job is not known: ";
    if (step == null || isOnlyBesides(step, type)) {
      troubles.add(unit + ": " + what + why);
    } else {
      outcomes.add(new StepOutcome.Failed(step, JobResult.UNRECOGNIZED, what + why));
    }
  }

  /**
   * Starts what was stopped, and what went down with it, by whatever definition systemd has:
   * nothing else can be done. Each such step has failed.
   *
   * @return why
   */
  Optional<String> startAnyhow(String why) {
    besides = fallen;
    SortedSet<UnitName> units =
        units(step -> step instanceof Step.StopStart && !outcomes.isKnown(step.unit()));
    units.addAll(fallen);
    SortedMap<UnitName, JobResult> results = new TreeMap<>();
    if (!units.isEmpty()) {
      hasQueued = true;
      try {
        results.putAll(reach.effects().jobs(JobType.START, units));
      } catch (SystemdException unreachable) {
        notes.add("what was stopped cannot be started again: " + Why.of(unreachable));
      }
    }
    for (UnitName unit : units) {
      JobResult result = results.getOrDefault(unit, JobResult.NOT_QUEUED);
      String what =
          result.isSuccess()
              ? "it was stopped and started again, perhaps as it was before: "
              : "it was stopped and not started again: ";
      if (plan.steps().get(unit) instanceof Step.StopStart step) {
        outcomes.add(new StepOutcome.Failed(step, result, what + why));
      } else if (!result.isSuccess()) {
        troubles.add(unit + ": " + whyBesides(unit) + what + why);
      }
    }
    return Optional.of(why);
  }
}
