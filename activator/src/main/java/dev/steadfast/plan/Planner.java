package dev.steadfast.plan;

import dev.steadfast.diff.UnitChange;
import dev.steadfast.plan.Plan.RefusedUnit;
import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Mode;
import dev.steadfast.policy.Policy;
import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides what is done with each unit. A pure function: the same input gives the same plan. */
public final class Planner {
  private final PlanInput input;
  private final List<RefusedUnit> refused = new ArrayList<>();
  private final SortedMap<UnitName, Grounds> grounds = new TreeMap<>();

  private Planner(PlanInput input) {
    this.input = input;
  }

  /** The plan. Every change has exactly one step in it, also where the plan is refused. */
  public static Plan plan(PlanInput input) {
    return planned(input).plan();
  }

  /** The plan, with what its steps were decided on. */
  static Planned planned(PlanInput input) {
    Planner planner = new Planner(input);
    SortedMap<UnitName, Step> steps = new TreeMap<>();
    for (UnitChange change : input.changes()) {
      steps.put(change.unit(), planner.stepFor(change));
    }
    for (UnitChange change : input.changes()) {
      planner.companion(change, steps).ifPresent(step -> planner.replace(step, steps));
    }
    for (UnitName unit : input.stoppedByUs()) {
      if (!planner.isObservedUp(unit) && !(steps.get(unit) instanceof Step.Stop)) {
        planner.replace(new Step.Start(unit, because(DefaultRows.stoppedByUs())), steps);
      }
    }
    planner.refused.sort((a, b) -> a.unit().compareTo(b.unit()));
    boolean daemonReload = !steps.isEmpty() || !input.from().equals(input.to());
    Plan plan =
        new Plan(
            input.from(),
            input.to(),
            input.observed().basis(),
            daemonReload,
            planner.refused,
            steps);
    return new Planned(plan, planner.grounds);
  }

  /** A step for the unit as a whole, whatever its changes ask for. */
  private void replace(Step step, SortedMap<UnitName, Step> steps) {
    steps.put(step.unit(), step);
    grounds.remove(step.unit());
  }

  private Step stepFor(UnitChange change) {
    return switch (change) {
      case UnitChange.Added added -> added(added);
      case UnitChange.Removed removed -> removed(removed);
      case UnitChange.Modified modified -> modified(modified);
    };
  }

  private Step added(UnitChange.Added added) {
    if (UnitFlag.ONLY_MANUAL_START.isOn(added.after())) {
      return keep(added.unit(), DefaultRows.onlyManualStart());
    }
    if (!added.wanted()) {
      return keep(added.unit(), DefaultRows.addedNotWanted());
    }
    return isObservedUp(added.unit())
        ? keep(added.unit(), DefaultRows.addedRuns())
        : new Step.Start(added.unit(), because(DefaultRows.added()));
  }

  private Step removed(UnitChange.Removed removed) {
    if (input.observed().basis() == Basis.OBSERVED && !isObservedUp(removed.unit())) {
      return keep(removed.unit(), DefaultRows.removedNotRunning());
    }
    return UnitFlag.STOP_ON_REMOVAL.isOn(removed.before())
        ? new Step.Stop(removed.unit(), because(DefaultRows.removed(removed.masked())))
        : keep(removed.unit(), DefaultRows.notStoppedOnRemoval());
  }

  private Step modified(UnitChange.Modified change) {
    if (input.observed().basis() == Basis.OBSERVED && !isObservedUp(change.unit())) {
      return keep(change.unit(), DefaultRows.notRunning());
    }
    if (input.perConnection().contains(change.unit())) {
      return keep(change.unit(), DefaultRows.perConnection());
    }
    if (isOneshotInMidRun(change)) {
      return keep(change.unit(), DefaultRows.oneshotInMidRun());
    }
    Optional<Reason> kept = DefaultRows.neverRestarted(change.unit().type());
    if (kept.isPresent()) {
      return keep(change.unit(), kept.get());
    }
    Optional<Policy> policy = input.policies().policyFor(change.after());
    ProcessFacts facts = ProcessFacts.of(change, input.observed());
    UnitPlanning.Outcome outcome = new UnitPlanning(change, policy, facts).plan();
    outcome.refused().forEach(reason -> refused.add(new RefusedUnit(change.unit(), reason)));
    grounds.put(change.unit(), outcome.grounds());
    return outcome.step();
  }

  /**
   * The step of a unit that only has another one reloaded, where its own step would do that twice
   * or not at all. Its target's step says what there is to reload, if a policy compares that;
   * otherwise it is run, as its author asks.
   */
  private Optional<Step> companion(UnitChange change, SortedMap<UnitName, Step> steps) {
    Companion companion = input.companions().get(change.unit());
    if (companion == null || !(change instanceof UnitChange.Modified modified)) {
      return Optional.empty();
    }
    Step target = steps.get(companion.target());
    boolean isDone = target != null && !(target instanceof Step.Keep);
    if (isDone || companion.isCompared()) {
      Reason reason = DefaultRows.companion(companion.target(), isDone);
      return Optional.of(keep(change.unit(), reason));
    }
    boolean isDue =
        input.observed().basis() == Basis.OBSERVED
            && isObservedUp(companion.target())
            && !isObservedUp(change.unit())
            && strongest(reasons(modified)) != Effect.NONE;
    Reason run = DefaultRows.companionRuns(companion.target());
    return isDue ? Optional.of(new Step.Start(change.unit(), because(run))) : Optional.empty();
  }

  private static List<Reason> reasons(UnitChange.Modified change) {
    ChangeReasons rows = new ChangeReasons(Optional.empty());
    return change.changes().stream().map(rows::reason).toList();
  }

  private boolean isObservedUp(UnitName unit) {
    ObservedUnit observed = input.observed().units().get(unit);
    return observed != null && observed.activeState().isUp();
  }

  /** It is doing its work and will be done with it. */
  private boolean isOneshotInMidRun(UnitChange.Modified change) {
    ObservedUnit observed = input.observed().units().get(change.unit());
    List<String> type = change.before().values(new SettingKey("Service", "Type"));
    return observed != null
        && observed.activeState() == ActiveState.ACTIVATING
        && !type.isEmpty()
        && type.getLast().equals("oneshot");
  }

  private static Step keep(UnitName unit, Reason reason) {
    return new Step.Keep(unit, because(reason), List.of());
  }

  private static Verdict because(Reason reason) {
    return new Verdict(Mode.RESTART, List.of(reason), List.of());
  }

  /** The strongest effect of several reasons. */
  static Effect strongest(List<Reason> reasons) {
    Effect effect = Effect.NONE;
    for (Reason reason : reasons) {
      effect = effect.strongest(reason.effect());
    }
    return effect;
  }
}
