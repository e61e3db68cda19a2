package dev.steadfast.cli;

import dev.steadfast.activate.SwitchRecord;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.diff.ArtefactSpec;
import dev.steadfast.diff.Baseline;
import dev.steadfast.diff.DiffScope;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.diff.UnitDiff;
import dev.steadfast.plan.Asked;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.FstabEdit;
import dev.steadfast.plan.ManagerSteps;
import dev.steadfast.plan.Observed;
import dev.steadfast.plan.PlanInput;
import dev.steadfast.plan.Requests;
import dev.steadfast.plan.Wanted;
import dev.steadfast.plan.Wanting;
import dev.steadfast.policy.PolicySet;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.UnitFile;
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

/** From two toplevels to all that a plan is made from. */
final class Planning {
  private final SystemRoot root;
  private final PolicySet policies;
  private final Generation old;
  private final Generation next;
  private final Interruption.Reader reader;

  private Planning(
      SystemRoot root,
      PolicySet policies,
      Generation old,
      Generation next,
      Interruption.Reader reader) {
    this.reader = reader;
    this.root = root;
    this.policies = policies;
    this.old = old;
    this.next = next;
  }

  /** Reads both generations; all problems of both at once. */
  static Parsed<Planning> read(SystemRoot root, PolicySet policies, Path old, Path next) {
    return both(root, policies, old, next, toplevel -> Generation.read(root, toplevel));
  }

  private static Parsed<Planning> both(
      SystemRoot root, PolicySet policies, Path old, Path next, Interruption.Reader reader) {
    Parsed<Generation> first = reader.read(old);
    Parsed<Generation> second = reader.read(next);
    if (first instanceof Parsed.Accepted<Generation>(Generation from, List<Diagnostic> w1)
        && second instanceof Parsed.Accepted<Generation>(Generation to, List<Diagnostic> w2)) {
      List<Diagnostic> warnings = new ArrayList<>(w1);
      warnings.addAll(w2);
      return new Parsed.Accepted<>(new Planning(root, policies, from, to, reader), warnings);
    }
    List<Diagnostic> problems = new ArrayList<>(first.diagnostics());
    problems.addAll(second.diagnostics());
    return new Parsed.Rejected<>(problems);
  }

  /** Of two directories of user units; no policy is for these. */
  static Parsed<Planning> ofUsers(SystemRoot root, Path old, Path next) {
    PolicySet none = new PolicySet(List.of());
    return both(root, none, old, next, directory -> Generation.ofUnits(root, directory));
  }

  private DiffScope.Specs specs() {
    return new DiffScope.Specs() {
      @Override
      public List<ArtefactSpec> of(UnitFile unit) {
        return policies.artefactsOf(unit);
      }

      @Override
      public boolean mayHave(UnitName unit) {
        return policies.mayNameUnit(unit);
      }
    };
  }

  /** The changes between the two generations alone. */
  Parsed<List<UnitChange>> changes() {
    DiffScope scope =
        new DiffScope(
            root,
            specs(),
            Collections.emptySortedSet(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap());
    return UnitDiff.between(old, next, scope);
  }

  /** Without looking: each unit is taken to run as the old generation starts it. */
  Parsed<PlanInput> assumed() {
    Observed nothing =
        new Observed(Basis.ASSUMED, Collections.emptySortedMap(), Collections.emptySortedMap());
    try {
      List<FstabEdit> fstab = around().fstab();
      ManagerSteps manager = manager(Seeds.NONE);
      return changes()
          .map(found -> input(found, nothing, fstab, manager, Asked.NOTHING, Wanting.NOTHING));
    } catch (IOException unreadable) {
      return Parsed.rejected(
          Diagnostic.error(
              Location.of(next.toplevel()),
              "its etc/fstab, or that of the old system, cannot be read",
              String.valueOf(unreadable.getMessage())));
    }
  }

  /** What is known from outside the generations. */
  record Seeds(Requests requests, boolean reexecute) {
    static final Seeds NONE = new Seeds(Requests.NONE, false);
  }

  Parsed<PlanInput> observed(Observation observation, Optional<SwitchRecord> interrupted)
      throws SystemdException, IOException {
    return observed(observation, interrupted, Seeds.NONE, unit -> true);
  }

  /** Which of the units that are up are those that the generations speak of. */
  interface Ours {
    boolean has(UnitName unit) throws SystemdException;
  }

  /**
   * For the running system.
   *
   * @param interrupted the record of a switch that did not come to its end; {@code old} is where it
   *     came from
   */
  Parsed<PlanInput> observed(
      Observation observation, Optional<SwitchRecord> interrupted, Seeds seeds, Ours ours)
      throws SystemdException, IOException {
    Interruption before = new Interruption(reader, interrupted);
    if (!before.problems().isEmpty()) {
      return new Parsed.Rejected<>(before.problems());
    }
    SortedMap<UnitName, Baseline> baselines = observation.baselines(next, policies, interrupted);
    Parsed<List<UnitChange>> changes =
        before.changes(
            observation,
            oldOf ->
                UnitDiff.between(
                    old,
                    next,
                    new DiffScope(root, specs(), observation.instances(), baselines, oldOf)));
    SortedSet<UnitName> foreign = new TreeSet<>();
    if (changes instanceof Parsed.Accepted<List<UnitChange>>(var found, var warnings)) {
      for (UnitChange change : found) {
        observation.foresee(change);
        if (observation.isUp(change.unit()) && !ours.has(change.unit())) {
          foreign.add(change.unit());
        }
      }
    }
    List<FstabEdit> fstab = around().fstab();
    ManagerSteps manager = manager(seeds);
    Wanting wanting =
        Wanted.of(
            old,
            next,
            observation.soFar().units(),
            changes.map(Planning::unitsOf).orElse(problems -> Collections.emptySortedSet()));
    SortedSet<UnitName> stopped = interrupted.map(SwitchRecord::starting).orElse(new TreeSet<>());
    Asked asked =
        new Asked(around().known(stopped), Requests.NONE, new TreeMap<>(), new TreeMap<>());
    return changes.map(
        found ->
            input(
                without(foreign, found),
                observation.soFar(),
                fstab,
                manager,
                asking(asked, seeds.requests()),
                wanting));
  }

  private static SortedSet<UnitName> unitsOf(List<UnitChange> changes) {
    SortedSet<UnitName> units = new TreeSet<>();
    changes.forEach(change -> units.add(change.unit()));
    return units;
  }

  private static List<UnitChange> without(SortedSet<UnitName> foreign, List<UnitChange> changes) {
    return changes.stream().filter(change -> !foreign.contains(change.unit())).toList();
  }

  private ManagerSteps manager(Seeds seeds) throws IOException {
    return new ManagerSteps(
        false, seeds.reexecute(), around().hasReactivation(), around().vanishedSwaps());
  }

  private Surroundings around() {
    return new Surroundings(root, policies, old, next);
  }

  /** The same with other requests. */
  Asked asking(Asked asked, Requests requests) {
    SortedSet<UnitName> named = new TreeSet<>(requests.restart());
    named.addAll(requests.reload());
    named.addAll(requests.start());
    return new Asked(
        asked.stoppedByUs(), requests, around().files(named), around().listenersOf(named));
  }

  /**
   * Explains units of the plan that is made from this.
   *
   * @param input of this planning; what it has observed is looked at again
   */
  UnitExplaining explaining(PlanInput input) {
    return new UnitExplaining(old, next, input);
  }

  private PlanInput input(
      List<UnitChange> changes,
      Observed observed,
      List<FstabEdit> fstab,
      ManagerSteps manager,
      Asked asked,
      Wanting wanting) {
    SortedSet<UnitName> up = new TreeSet<>();
    SortedSet<UnitName> instances = new TreeSet<>();
    for (ObservedUnit unit : observed.units().values()) {
      if (unit.activeState().isUp()) {
        up.add(unit.name());
        unit.name().instance().ifPresent(instance -> instances.add(unit.name()));
      }
    }
    return new PlanInput(
        old.toplevel(),
        next.toplevel(),
        changes,
        policies,
        observed,
        around().of(changes, up, instances),
        asked,
        wanting,
        fstab,
        manager);
  }
}
