package dev.steadfast.cli;

import dev.steadfast.activate.Answer;
import dev.steadfast.activate.Client;
import dev.steadfast.activate.HandedOver;
import dev.steadfast.activate.SwitchRecord;
import dev.steadfast.config.ConfigKey;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.Baseline;
import dev.steadfast.diff.RunningValue;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.ClientSpec;
import dev.steadfast.plan.Observed;
import dev.steadfast.plan.RunningTerms;
import dev.steadfast.policy.Policy;
import dev.steadfast.policy.PolicySet;
import dev.steadfast.policy.RunningValues;
import dev.steadfast.process.Identity;
import dev.steadfast.process.LiveProcess;
import dev.steadfast.process.ProcFs;
import dev.steadfast.process.ProcessOwner;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.systemd.ObservedService;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
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
import java.util.function.Function;

/** Looks at the running system: what systemd, {@code /proc} and the daemons themselves say. */
final class Observation {
  private final Systemd systemd;
  private final SystemRoot host;
  private final ProcFs processes;
  private final Function<Optional<ClientSpec>, Client> clients;
  private final Records records;
  private final SortedMap<UnitName, ObservedUnit> units;
  private final SortedMap<UnitName, LiveProcess> observed = new TreeMap<>();
  private boolean looksAtProcesses = true;

  /** What earlier switches have written down. */
  interface Records {
    /** What was handed over to a process. */
    Parsed<Optional<HandedOver>> of(UnitName unit, Identity process);
  }

  Observation(
      Systemd systemd,
      SystemRoot host,
      ProcFs processes,
      Function<Optional<ClientSpec>, Client> clients,
      Records records)
      throws SystemdException {
    this.systemd = systemd;
    this.host = host;
    this.processes = processes;
    this.clients = clients;
    this.records = records;
    this.units = systemd.units();
  }

  /**
   * Of units whose processes are not looked at, such as those of a user: no policy is for them, and
   * a user may not see the namespaces that they would be compared with.
   */
  static Observation ofUnits(Systemd systemd, SystemRoot host) throws SystemdException {
    Observation units =
        new Observation(
            systemd,
            host,
            new ProcFs(Path.of("/proc")),
            client -> {
              throw new IllegalStateException("no policy asks a daemon");
            },
            (unit, process) -> Parsed.of(Optional.empty()));
    units.looksAtProcesses = false;
    return units;
  }

  /** What has been looked at so far. */
  Observed soFar() {
    return new Observed(Basis.OBSERVED, units, observed);
  }

  boolean isUp(UnitName unit) {
    ObservedUnit known = units.get(unit);
    return known != null && known.activeState().isUp();
  }

  /** Instances that are up. */
  SortedSet<UnitName> instances() {
    SortedSet<UnitName> instances = new TreeSet<>();
    for (UnitName name : units.keySet()) {
      if (name.instance().isPresent() && isUp(name)) {
        instances.add(name);
      }
    }
    return instances;
  }

  /** The main process of a service that is up, looked at once. */
  Optional<LiveProcess> process(UnitName unit) throws SystemdException, IOException {
    if (!looksAtProcesses || unit.type() != UnitType.SERVICE || !isUp(unit)) {
      return Optional.empty();
    }
    LiveProcess known = observed.get(unit);
    if (known == null) {
      ObservedService service = systemd.service(unit);
      Optional<LiveProcess> read =
          service.mainPid() == 0
              ? Optional.empty()
              : processes.read(service.mainPid(), service.invocationId());
      read.ifPresent(process -> observed.put(unit, process));
      return read;
    }
    return Optional.of(known);
  }

  /** What the processes of all units that a policy speaks of really run from. */
  SortedMap<UnitName, Baseline> baselines(
      Generation next, PolicySet policies, Optional<SwitchRecord> interrupted)
      throws SystemdException, IOException {
    SortedMap<UnitName, Baseline> baselines = new TreeMap<>();
    for (UnitName name : units.keySet()) {
      if (!policies.mayNameUnit(name) || !isUp(name) || !isIn(next, name)) {
        continue;
      }
      Optional<UnitFile> file =
          next.unit(name).map(Optional::of).orElse(problems -> Optional.empty());
      Optional<Policy> policy = file.flatMap(policies::policyFor);
      Optional<LiveProcess> process = policy.isEmpty() ? Optional.empty() : process(name);
      if (policy.isPresent() && process.isPresent()) {
        SortedMap<Path, Path> before =
            interrupted
                .map(record -> record.before().get(name))
                .orElse(Collections.emptySortedMap());
        baseline(name, policy.get(), process.get(), before)
            .ifPresent(baseline -> baselines.put(name, baseline));
      }
    }
    return baselines;
  }

  /** Looks whether the process of a unit that differs sees what it would have to read. */
  void foresee(UnitChange change) throws SystemdException, IOException {
    Optional<LiveProcess> process = process(change.unit());
    if (process.isPresent() && change instanceof UnitChange.Modified modified) {
      List<Path> known = new ArrayList<>();
      List<Path> content = new ArrayList<>();
      for (Artefact artefact : modified.artefacts()) {
        artefact.before().ifPresent(known::add);
        artefact.next().forEach(next -> content.add(next.file()));
      }
      observed.put(change.unit(), processes.missing(process.get(), host, known, content));
    }
  }

  private static boolean isIn(Generation generation, UnitName name) {
    return generation
        .entry(name)
        .map(entry -> !entry.masked() && entry.aliasOf().isEmpty())
        .orElse(false);
  }

  /** Empty if the process has ended meanwhile. */
  private Optional<Baseline> baseline(
      UnitName unit, Policy policy, LiveProcess process, SortedMap<Path, Path> before)
      throws SystemdException, IOException {
    Optional<ProcessOwner> owner = processes.owner(process.identity().mainPid());
    if (owner.isEmpty()) {
      return Optional.empty();
    }
    RunningTerms terms = RunningTerms.of(policy, process, owner.get());
    List<Path> paths = new ArrayList<>(process.mounts().keySet());
    paths.addAll(terms.artefacts().values());
    LiveProcess seen =
        processes.amongOthers(
            processes.showing(process, paths), systemd.service(unit).controlGroup());
    observed.put(unit, seen);
    Drift drift = Drift.of(host, seen, processes, records.of(unit, seen.identity()));
    drift.interrupted(before, terms.artefacts().values());
    SortedMap<String, SortedMap<ConfigKey, RunningValue>> running = new TreeMap<>();
    List<String> unknown = new ArrayList<>(drift.unknown());
    if (policy.running().isPresent()) {
      RunningValues values = policy.running().get();
      switch (clients.apply(terms.client()).ask(values.query())) {
        case Answer.Rows(List<List<String>> rows) -> running.put(values.artefact(), byKey(rows));
        case Answer.NotAsked(String why) ->
            unknown.add("whether a restart is owed already is not known: " + why);
      }
    }
    return Optional.of(
        new Baseline(
            process.view(),
            terms.artefacts(),
            drift.drifted(),
            running,
            Optional.of(process.identity().executable()),
            process.environment(),
            unknown));
  }

  private static SortedMap<ConfigKey, RunningValue> byKey(List<List<String>> rows) {
    SortedMap<ConfigKey, RunningValue> values = new TreeMap<>();
    for (List<String> row : rows) {
      if (row.size() >= 2) {
        Optional<String> unset = row.size() > 2 ? Optional.of(row.get(2)) : Optional.empty();
        values.put(new ConfigKey(row.get(0)), new RunningValue(row.get(1), unset));
      }
    }
    return values;
  }
}
