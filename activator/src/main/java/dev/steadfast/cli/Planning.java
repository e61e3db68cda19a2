package dev.steadfast.cli;

import dev.steadfast.activate.SwitchRecord;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.diff.ArtefactSpec;
import dev.steadfast.diff.Baseline;
import dev.steadfast.diff.DiffScope;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.diff.UnitDiff;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.Companion;
import dev.steadfast.plan.Observed;
import dev.steadfast.plan.PlanInput;
import dev.steadfast.policy.PolicySet;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.SettingKey;
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

  private Planning(SystemRoot root, PolicySet policies, Generation old, Generation next) {
    this.root = root;
    this.policies = policies;
    this.old = old;
    this.next = next;
  }

  /** Reads both generations; all problems of both at once. */
  static Parsed<Planning> read(SystemRoot root, PolicySet policies, Path old, Path next) {
    Parsed<Generation> first = Generation.read(root, old);
    Parsed<Generation> second = Generation.read(root, next);
    if (first instanceof Parsed.Accepted<Generation>(Generation from, List<Diagnostic> w1)
        && second instanceof Parsed.Accepted<Generation>(Generation to, List<Diagnostic> w2)) {
      List<Diagnostic> warnings = new ArrayList<>(w1);
      warnings.addAll(w2);
      return new Parsed.Accepted<>(new Planning(root, policies, from, to), warnings);
    }
    List<Diagnostic> problems = new ArrayList<>(first.diagnostics());
    problems.addAll(second.diagnostics());
    return new Parsed.Rejected<>(problems);
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
    return changes()
        .map(found -> input(found, nothing, new TreeSet<>(), Collections.emptySortedSet()));
  }

  /**
   * For the running system.
   *
   * @param interrupted the record of a switch that did not come to its end; {@code old} is where it
   *     came from
   */
  Parsed<PlanInput> observed(Observation observation, Optional<SwitchRecord> interrupted)
      throws SystemdException, IOException {
    Interruption before = new Interruption(root, interrupted);
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
    if (changes instanceof Parsed.Accepted<List<UnitChange>>(var found, var warnings)) {
      for (UnitChange change : found) {
        observation.foresee(change);
      }
    }
    SortedSet<UnitName> perConnection = perConnection(observation);
    SortedSet<UnitName> stopped = stoppedByUs(interrupted);
    return changes.map(found -> input(found, observation.soFar(), perConnection, stopped));
  }

  /**
   * Explains units of the plan that is made from this.
   *
   * @param input of this planning; what it has observed is looked at again
   */
  UnitExplaining explaining(PlanInput input) {
    return new UnitExplaining(old, next, input);
  }

  private SortedSet<UnitName> stoppedByUs(Optional<SwitchRecord> interrupted) {
    SortedSet<UnitName> stopped = new TreeSet<>();
    if (interrupted.isPresent()) {
      for (UnitName unit : interrupted.get().starting()) {
        if (isInNext(unit)) {
          stopped.add(unit);
        }
      }
    }
    return stopped;
  }

  private boolean isInNext(UnitName unit) {
    return next.entry(unit).map(entry -> !entry.masked()).orElse(false);
  }

  private PlanInput input(
      List<UnitChange> changes,
      Observed observed,
      SortedSet<UnitName> perConnection,
      SortedSet<UnitName> stoppedByUs) {
    return new PlanInput(
        old.toplevel(),
        next.toplevel(),
        changes,
        policies,
        observed,
        perConnection,
        companions(changes),
        stoppedByUs);
  }

  private SortedMap<UnitName, Companion> companions(List<UnitChange> changes) {
    SortedMap<UnitName, Companion> companions = new TreeMap<>();
    for (UnitChange change : changes) {
      if (change instanceof UnitChange.Modified modified) {
        Companion.targetOf(modified.after())
            .ifPresent(
                target -> companions.put(change.unit(), new Companion(target, isCompared(target))));
      }
    }
    return companions;
  }

  /** Whether a policy finds in a unit all that it knows of. */
  private boolean isCompared(UnitName target) {
    Optional<UnitFile> unit =
        next.entry(target).isEmpty()
            ? Optional.empty()
            : next.unit(target).map(Optional::of).orElse(problems -> Optional.empty());
    try {
      return unit.isPresent()
          && UnitDiff.locates(next.view(), unit.get(), policies.artefactsOf(unit.get()));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Running instances that a socket with {@code Accept=yes} starts, one per connection. */
  private SortedSet<UnitName> perConnection(Observation observation) {
    SortedSet<UnitName> found = new TreeSet<>();
    for (UnitName instance : observation.instances()) {
      String stem = instance.stem();
      UnitName socket = new UnitName(stem.substring(0, stem.indexOf('@')) + ".socket");
      if (acceptsConnections(old, socket) || acceptsConnections(next, socket)) {
        found.add(instance);
      }
    }
    return found;
  }

  private static boolean acceptsConnections(Generation generation, UnitName socket) {
    if (generation.entry(socket).isEmpty()) {
      return false;
    }
    List<String> accept =
        generation
            .unit(socket)
            .map(unit -> unit.values(new SettingKey("Socket", "Accept")))
            .orElse(problems -> List.of());
    return !accept.isEmpty() && List.of("1", "yes", "true", "on").contains(accept.getLast());
  }
}
