package dev.steadfast.cli;

import dev.steadfast.activate.Outside.Replanned;
import dev.steadfast.activate.Why;
import dev.steadfast.cli.Switcher.Prepared;
import dev.steadfast.compat.CompatPlanner;
import dev.steadfast.compat.CompatScope;
import dev.steadfast.compat.Decision;
import dev.steadfast.compat.Ground;
import dev.steadfast.compat.Requests.Run;
import dev.steadfast.compat.Seeds;
import dev.steadfast.compat.UnitSets;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.ManagerSteps;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Reason;
import dev.steadfast.plan.ReloadMechanism;
import dev.steadfast.plan.Requests;
import dev.steadfast.plan.Rules;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.Step.Start.By;
import dev.steadfast.plan.Step.WhenDown;
import dev.steadfast.plan.Verdict;
import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Mode;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans by the rules of NixOS's own program: its decisions, in the form of a plan. */
final class OriginalPlanning {
  private static final Path CURRENT_SYSTEM = Path.of("/run/current-system");
  private static final Path SYSINIT = Path.of("etc/systemd/system/sysinit-reactivation.target");
  private final CompatPlanner planner;
  private final Path from;
  private final Path to;
  private final SortedMap<UnitName, ObservedUnit> active;
  private final Manager manager;

  OriginalPlanning(
      CompatPlanner planner,
      Path from,
      Path to,
      SortedMap<UnitName, ObservedUnit> active,
      Manager manager) {
    this.planner = planner;
    this.from = from;
    this.to = to;
    this.active = active;
    this.manager = manager;
  }

  /** What is done with the service manager itself. */
  enum Manager {
    /** The system's reads all units again. */
    OF_SYSTEM,
    /** The system's executes itself besides. */
    OF_SYSTEM_ANEW,
    /** A user's always executes itself. */
    OF_USER,
    /** It has done so already. */
    LEFT_ALONE
  }

  /** What that program would do now. */
  static Parsed<Prepared> prepare(
      Systemd systemd, Path toplevel, Requests interrupted, boolean reexecute) {
    try {
      SortedMap<UnitName, ObservedUnit> active = active(systemd);
      SystemRoot root = SystemRoot.host();
      Path to = root.resolve(toplevel);
      OriginalPlanning planning =
          new OriginalPlanning(
              new CompatPlanner(CompatScope.system(root, to)),
              root.resolve(CURRENT_SYSTEM),
              to,
              active,
              reexecute ? Manager.OF_SYSTEM_ANEW : Manager.OF_SYSTEM);
      Seeds seeds = new Seeds(interrupted.start(), interrupted.restart(), interrupted.reload());
      return planning.planner.decide(active, seeds, systemd::fragmentPath).map(planning::prepared);
    } catch (SystemdException unreachable) {
      return problem(new Location("systemd", 0), String.valueOf(unreachable.getMessage()));
    } catch (IOException unreadable) {
      return problem(Location.of(toplevel), Why.of(unreadable));
    }
  }

  private static Parsed<Prepared> problem(Location where, String what) {
    return Parsed.rejected(Diagnostic.error(where, what, ""));
  }

  /** Units that do not follow another one and are in any state but inactive. */
  static SortedMap<UnitName, ObservedUnit> active(Systemd systemd) throws SystemdException {
    SortedMap<UnitName, ObservedUnit> active = new TreeMap<>(systemd.units());
    active
        .values()
        .removeIf(
            unit -> unit.activeState() == ActiveState.INACTIVE || !unit.following().isEmpty());
    return active;
  }

  /** The plan of a decision. */
  Prepared prepared(Decision decision) {
    return new Prepared() {
      @Override
      public Plan plan() {
        return planOf(decision, false);
      }

      @Override
      public Replanned with(Requests asked, When when) {
        return afterRequests(decision, asked, when);
      }
    };
  }

  /**
   * A request whose unit cannot be read is left out, and said: the program that is imitated would
   * end here, with everything stopped that it has stopped.
   */
  private Replanned afterRequests(Decision decision, Requests asked, Prepared.When when) {
    boolean areStopped = when == Prepared.When.ACTIVATED;
    Run run =
        switch (when) {
          case DRY -> Run.DRY;
          case ACTIVATED -> Run.REAL;
        };
    try {
      CompatPlanner.Requested requested =
          planner.requested(
              decision,
              active.keySet(),
              new dev.steadfast.compat.Requests(asked.restart(), asked.reload(), run));
      return new Replanned(
          planOf(requested.decision(), areStopped),
          requested.problems().stream().map(Diagnostic::render).toList());
    } catch (IOException unreadable) {
      return new Replanned(planOf(decision, areStopped), List.of(Why.of(unreadable)));
    }
  }

  private Plan planOf(Decision decision, boolean areStopped) {
    SortedMap<UnitName, Step> steps = new TreeMap<>();
    SortedSet<UnitName> all = new TreeSet<>(decision.units().skip());
    UnitSets sets = decision.units();
    for (SortedSet<UnitName> some :
        List.of(sets.stop(), sets.start(), sets.restart(), sets.reload())) {
      all.addAll(some);
    }
    for (UnitName unit : all) {
      steps.put(unit, step(unit, decision, areStopped));
    }
    return new Plan(
        from,
        to,
        Basis.OBSERVED,
        Rules.ORIGINAL,
        managerSteps(List.copyOf(decision.vanishedSwaps())),
        List.of(),
        steps,
        Collections.emptySortedSet());
  }

  private ManagerSteps managerSteps(List<String> swaps) {
    return switch (manager) {
      case OF_SYSTEM -> new ManagerSteps(true, false, hasReactivation(), swaps);
      case OF_SYSTEM_ANEW -> new ManagerSteps(true, true, hasReactivation(), swaps);
      case OF_USER -> new ManagerSteps(true, true, false, swaps);
      case LEFT_ALONE -> ManagerSteps.reloading(false);
    };
  }

  private boolean hasReactivation() {
    try {
      return SystemRoot.host().exists(to.resolve(SYSINIT));
    } catch (IOException unknown) {
      return true;
    }
  }

  /** Once the units are stopped, one that is to be restarted is down already. */
  private Step step(UnitName unit, Decision decision, boolean areStopped) {
    UnitSets sets = decision.units();
    Verdict verdict = verdict(unit, decision);
    boolean isUpAgain = sets.start().contains(unit) || sets.restart().contains(unit);
    boolean isDown = areStopped && sets.restart().contains(unit);
    if (sets.stop().contains(unit) && !isDown) {
      return isUpAgain
          ? new Step.StopStart(unit, verdict, List.of())
          : new Step.Stop(unit, verdict);
    }
    if (sets.restart().contains(unit)) {
      return new Step.Restart(unit, verdict, List.of());
    }
    if (sets.start().contains(unit)) {
      By by = sets.hidden().contains(unit) ? By.TARGET : By.ITSELF;
      return new Step.Start(unit, verdict, by);
    }
    return sets.reload().contains(unit)
        ? reload(unit, verdict)
        : new Step.Keep(unit, verdict, List.of());
  }

  private Step reload(UnitName unit, Verdict verdict) {
    return new Step.Reload(
        unit,
        verdict,
        Optional.empty(),
        List.of(),
        ReloadMechanism.PLAIN,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        whenDown(unit));
  }

  private WhenDown whenDown(UnitName unit) {
    try {
      return planner.startsInsteadOfReload(unit) ? WhenDown.START : WhenDown.NOTHING;
    } catch (IOException unknown) {
      return WhenDown.NOTHING;
    }
  }

  private static Verdict verdict(UnitName unit, Decision decision) {
    List<Reason> reasons = new ArrayList<>();
    for (Ground ground : decision.grounds().getOrDefault(unit, List.of())) {
      reasons.add(
          new Reason(
              Effect.RESTART,
              "",
              ground.key().map(Object::toString).orElse(""),
              Optional.empty(),
              Optional.empty(),
              ground.rule().id(),
              ground.rule().says()));
    }
    return decision.units().skip().contains(unit)
        ? new Verdict(Mode.OWE, reasons, reasons)
        : new Verdict(Mode.RESTART, reasons, List.of());
  }
}
