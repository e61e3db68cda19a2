package dev.steadfast.plan;

import dev.steadfast.config.Term;
import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.policy.Client;
import dev.steadfast.policy.Policy;
import dev.steadfast.policy.PolicyArtefact;
import dev.steadfast.policy.Validation;
import dev.steadfast.policy.Witness;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A policy's checks, spelled out for one unit. */
final class Specs {
  private final UnitChange.Modified change;
  private final Policy policy;
  private final Names names;

  Specs(UnitChange.Modified change, Policy policy, Names names) {
    this.change = change;
    this.policy = policy;
    this.names = names;
  }

  /** User, group and capabilities of a unit's processes. */
  static RunAs runAs(UnitFile unit) {
    return new RunAs(last(unit, "User"), last(unit, "Group"), capabilities(unit));
  }

  /**
   * Those that the unit gives to its processes by name. Lines that take some away or mean all
   * others ({@code ~}) count for nothing: a check with fewer says so itself. Source:
   * systemd.exec(5), "AmbientCapabilities".
   */
  private static SortedSet<String> capabilities(UnitFile unit) {
    SortedSet<String> capabilities = new TreeSet<>();
    for (String line : unit.values(new SettingKey("Service", "AmbientCapabilities"))) {
      if (line.isBlank()) {
        capabilities.clear();
      } else if (!line.startsWith("~")) {
        for (String word : line.strip().split("\\s+", -1)) {
          capabilities.add(word.toLowerCase(Locale.ROOT));
        }
      }
    }
    return capabilities;
  }

  private static String last(UnitFile unit, String setting) {
    List<String> values = unit.values(new SettingKey("Service", setting));
    return values.isEmpty() ? "" : values.getLast();
  }

  /** How to ask the process that runs; empty if the policy does not say. */
  Optional<ClientSpec> client() {
    return policy.client().map(client -> client(client, names, runAs(change.before())));
  }

  /** How to ask a daemon, as far as it can be said before the client runs. */
  static ClientSpec client(Client client, Names names, RunAs runAs) {
    List<Term> run = client.run().stream().map(names::resolved).toList();
    SortedMap<String, ClientSpec.FileLine> values = new TreeMap<>();
    client
        .values()
        .forEach(
            (name, line) ->
                names
                    .text(line.file())
                    .ifPresent(
                        file ->
                            values.put(name, new ClientSpec.FileLine(Path.of(file), line.line()))));
    return new ClientSpec(run, values, runAs, client.deadline());
  }

  /** The checks before a reload: of the changed artefacts, commands and rehearsals. */
  List<ValidationSpec> beforeReload(Set<String> artefacts, boolean programIsOwed) {
    List<ValidationSpec> specs = new ArrayList<>();
    for (Validation validation : policy.validations()) {
      if (!artefacts.contains(validation.artefact())) {
        continue;
      }
      switch (validation) {
        case Validation.Command command -> {
          command(command, names).ifPresent(specs::add);
          if (programIsOwed) {
            command(command, names.asForRunningProgram()).ifPresent(specs::add);
          }
        }
        case Validation.QueryEmpty query ->
            specs.add(new ValidationSpec.QueryEmpty(query.query(), query.evidence().because()));
        case Validation.ColumnIn _ -> {}
      }
    }
    return specs;
  }

  /** The checks before a restart, where no rehearsal is possible. */
  List<ValidationSpec> beforeRestart(Set<String> artefacts) {
    List<ValidationSpec> specs = new ArrayList<>();
    for (Validation validation : policy.validations()) {
      if (!artefacts.contains(validation.artefact())) {
        continue;
      }
      switch (validation) {
        case Validation.Command command -> command(command, names).ifPresent(specs::add);
        case Validation.QueryEmpty _ -> {}
        case Validation.ColumnIn column -> column(column).ifPresent(specs::add);
      }
    }
    return specs;
  }

  private Optional<ValidationSpec> command(Validation.Command command, Names withNames) {
    Optional<Path> artefact = nextPath(command.artefact());
    if (artefact.isEmpty()) {
      return Optional.empty();
    }
    return withNames
        .with("artefact", artefact.get().toString())
        .texts(command.run())
        .map(
            argv ->
                new ValidationSpec.Command(
                    argv, artefact.get(), runAs(change.after()), command.deadline()));
  }

  private Optional<ValidationSpec> column(Validation.ColumnIn column) {
    Optional<PolicyArtefact> artefact = policy.artefact(column.artefact());
    if (artefact.isEmpty()) {
      return Optional.empty();
    }
    return nextPath(column.artefact())
        .map(
            path ->
                new ValidationSpec.ColumnIn(
                    path,
                    artefact.get().spec().dialect(),
                    column.column(),
                    column.values(),
                    column.evidence().because()));
  }

  private Optional<Path> nextPath(String artefactName) {
    for (Artefact artefact : change.artefacts()) {
      if (artefact.name().equals(artefactName)) {
        return artefact.after();
      }
    }
    return Optional.empty();
  }

  /** What must be seen after the signal. */
  List<WitnessSpec> witnesses(List<String> owedKeys) {
    List<WitnessSpec> specs = new ArrayList<>();
    for (Witness witness : policy.witnesses()) {
      String because = witness.evidence().because();
      specs.add(
          switch (witness) {
            case Witness.QueryMoved moved ->
                new WitnessSpec.QueryMoved(moved.query(), moved.within(), because);
            case Witness.QueryEmpty empty -> new WitnessSpec.QueryEmpty(empty.query(), because);
            case Witness.QueryOnlyOwed only ->
                new WitnessSpec.QueryOnly(only.query(), owedKeys, because);
            case Witness.LogFreeOf log ->
                new WitnessSpec.LogFreeOf(log.text(), log.anchor(), because);
            case Witness.ChildrenReplaced children ->
                new WitnessSpec.ChildrenReplaced(children.title(), children.within(), because);
          });
    }
    return specs;
  }
}
