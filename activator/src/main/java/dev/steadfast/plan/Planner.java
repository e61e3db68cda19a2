package dev.steadfast.plan;

import dev.steadfast.diff.UnitChange;
import dev.steadfast.plan.Plan.RefusedUnit;
import dev.steadfast.plan.Step.Start.By;
import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Mode;
import dev.steadfast.policy.Policy;
import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
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
  private final SortedMap<UnitName, Step> steps = new TreeMap<>();

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
    planner.decide();
    planner.refused.sort((a, b) -> a.unit().compareTo(b.unit()));
    boolean differs = !planner.steps.isEmpty() || !input.from().equals(input.to());
    ManagerSteps manager = input.manager();
    Plan plan =
        new Plan(
            input.from(),
            input.to(),
            input.observed().basis(),
            Rules.OWN,
            new ManagerSteps(
                manager.daemonReload() || differs,
                manager.reexecute(),
                manager.reactivateSysinit(),
                manager.swapsOff()),
            planner.refused,
            planner.steps,
            input.wanting().broughtBack());
    return new Planned(plan, planner.grounds);
  }

  private void decide() {
    for (UnitChange change : input.changes()) {
      steps.put(change.unit(), stepFor(change));
    }
    input.fstab().forEach(this::mount);
    input.wanting().missing().forEach(this::wanted);
    for (UnitChange change : input.changes()) {
      companion(change).ifPresent(this::replace);
    }
    List.copyOf(steps.values()).forEach(this::aroundSocket);
    List.copyOf(steps.values()).forEach(this::early);
    if (!input.from().equals(input.to())) {
      input.neighbours().reconfigured().forEach(this::reconfigure);
    }
    for (UnitName unit : input.asked().stoppedByUs()) {
      if (!isObservedUp(unit) && !(steps.get(unit) instanceof Step.Stop)) {
        replace(new Step.Start(unit, because(DefaultRows.stoppedByUs()), By.ITSELF));
      }
    }
    new Asking(input.asked(), this::isObservedUp, steps).steps().forEach(this::replace);
    List.copyOf(steps.values()).forEach(this::aroundSocket);
  }

  private void mount(FstabEdit edit) {
    boolean isUp = input.observed().basis() == Basis.ASSUMED || isObservedUp(edit.unit());
    if (isUp && !steps.containsKey(edit.unit())) {
      replace(MountPlanning.step(edit));
    }
  }

  /** The services of a socket that listens anew are restarted with it. */
  private void aroundSocket(Step step) {
    if (step instanceof Step.Relisten relisten) {
      for (UnitName service : relisten.services()) {
        Step own = steps.get(service);
        boolean isKept = own == null || own instanceof Step.Keep || own instanceof Step.Reload;
        if (isKept && isObservedUp(service)) {
          Reason reason = DefaultRows.socketChanged(relisten.unit());
          replace(new Step.Restart(service, because(reason), List.of()));
        }
      }
    }
  }

  /** What runs before {@code sysinit.target} is started by the target that stands in for it. */
  private void early(Step step) {
    if (step instanceof Step.Restart(UnitName unit, Verdict verdict, var checks)
        && input.neighbours().reactivated().contains(unit)) {
      steps.put(unit, new Step.StopStart(unit, verdict, checks));
    }
  }

  private void reconfigure(UnitName target) {
    if (isObservedUp(target) && !(steps.get(target) instanceof Step.Stop)) {
      Verdict verdict = because(DefaultRows.stopOnReconfiguration());
      replace(new Step.StopStart(target, verdict, List.of()));
    }
  }

  private void wanted(UnitName unit, Reason reason) {
    Step own = steps.get(unit);
    if (own == null || own instanceof Step.Keep) {
      replace(starting(unit, reason));
    }
  }

  /** A step for the unit as a whole, whatever its changes ask for. */
  private void replace(Step step) {
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
    boolean isWanted =
        input.observed().basis() == Basis.ASSUMED
            ? added.wanted()
            : input.wanting().missing().containsKey(added.unit());
    if (!isWanted && !isObservedUp(added.unit())) {
      return keep(added.unit(), DefaultRows.addedNotWanted());
    }
    return isObservedUp(added.unit())
        ? keep(added.unit(), DefaultRows.addedRuns())
        : starting(added.unit(), DefaultRows.added());
  }

  private Step removed(UnitChange.Removed removed) {
    if (input.observed().basis() == Basis.OBSERVED && !isObservedUp(removed.unit())) {
      return keep(removed.unit(), DefaultRows.removedNotRunning());
    }
    Optional<Reason> untouched = untouched(removed.unit(), removed.before());
    if (untouched.isPresent()) {
      return keep(removed.unit(), untouched.get());
    }
    return UnitFlag.STOP_ON_REMOVAL.isOn(removed.before())
        ? new Step.Stop(removed.unit(), because(DefaultRows.removed(removed.how())))
        : keep(removed.unit(), DefaultRows.notStoppedOnRemoval());
  }

  private Step modified(UnitChange.Modified change) {
    if (input.observed().basis() == Basis.OBSERVED && !isObservedUp(change.unit())) {
      return keep(change.unit(), DefaultRows.notRunning());
    }
    Optional<Reason> untouched = untouched(change.unit(), change.before());
    if (untouched.isPresent()) {
      return keep(change.unit(), untouched.get());
    }
    return switch (change.unit().type()) {
      case SERVICE, TIMER, AUTOMOUNT, SWAP -> process(change);
      case SOCKET -> unlessForbidden(change, socket(change));
      case MOUNT -> unlessForbidden(change, MountPlanning.step(change, reasons(change)));
      case PATH, TARGET, SLICE, DEVICE, SCOPE -> keep(change.unit(), DefaultRows.noProcess());
    };
  }

  /** What is at work for somebody and ends by itself is not touched for any change. */
  private Optional<Reason> untouched(UnitName unit, UnitFile before) {
    if (input.neighbours().perConnection().contains(unit)) {
      return Optional.of(DefaultRows.perConnection());
    }
    return isOneshotInMidRun(unit, before)
        ? Optional.of(DefaultRows.oneshotInMidRun())
        : Optional.empty();
  }

  /** Neither systemd nor a flag lets a unit of any type be restarted by name if it forbids that. */
  private static Step unlessForbidden(UnitChange.Modified change, Step step) {
    UnitMode mode = UnitMode.of(change.after(), Optional.empty());
    boolean isRestarted = step instanceof Step.Restart || step instanceof Step.Relisten;
    if (!isRestarted || mode.mode() != Mode.OWE) {
      return step;
    }
    List<Reason> reasons = new ArrayList<>(step.verdict().reasons());
    mode.reason().ifPresent(reasons::add);
    List<Reason> owed =
        reasons.stream().filter(r -> r.effect().compareTo(Effect.RELOAD) >= 0).toList();
    return new Step.Keep(change.unit(), new Verdict(Mode.OWE, reasons, owed), List.of());
  }

  private Step socket(UnitChange.Modified change) {
    SortedMap<UnitName, UnitFile> services =
        input.neighbours().listeners().getOrDefault(change.unit(), new TreeMap<>());
    return socket(change.unit(), services, reasons(change));
  }

  private Step socket(
      UnitName socket, SortedMap<UnitName, UnitFile> services, List<Reason> reasons) {
    SocketPlanning planning = new SocketPlanning(socket, services, input.policies());
    Step step = planning.step(reasons, this::isObservedUp);
    refused.addAll(planning.refused());
    return step;
  }

  /** A socket cannot be started while a service runs that would take its connections. */
  private Step starting(UnitName unit, Reason reason) {
    SortedMap<UnitName, UnitFile> services =
        input.neighbours().listeners().getOrDefault(unit, new TreeMap<>());
    return services.keySet().stream().anyMatch(this::isObservedUp)
        ? socket(unit, services, List.of(reason))
        : new Step.Start(unit, because(reason), By.WANTED);
  }

  private Step process(UnitChange.Modified change) {
    Optional<SwitchMethod> method = SwitchMethod.of(change.after());
    List<Reason> reasons = reasons(change);
    if (method.isPresent() && strongest(reasons).compareTo(Effect.RELOAD) >= 0) {
      return method.get().step(change.unit(), reasons);
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
  private Optional<Step> companion(UnitChange change) {
    Companion companion = input.neighbours().companions().get(change.unit());
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
    return isDue
        ? Optional.of(new Step.Start(change.unit(), because(run), By.ITSELF))
        : Optional.empty();
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
  private boolean isOneshotInMidRun(UnitName unit, UnitFile before) {
    ObservedUnit observed = input.observed().units().get(unit);
    List<String> type = before.values(new SettingKey("Service", "Type"));
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
