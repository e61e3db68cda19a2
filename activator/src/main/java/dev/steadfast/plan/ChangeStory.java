package dev.steadfast.plan;

import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.ArtefactSpec.Source;
import dev.steadfast.diff.Change;
import dev.steadfast.plan.HandoverChoice.Choice;
import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Policy;
import dev.steadfast.policy.PolicyArtefact;
import dev.steadfast.process.LiveProcess;
import dev.steadfast.unit.SettingKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells what became of one change of a unit, in the words of the plan. */
final class ChangeStory {
  private final Grounds grounds;
  private final Step step;
  private final Optional<LiveProcess> process;
  private final Names names;
  private final Milder milder;

  /**
   * @param process of the unit, empty if there is none or it was not looked at
   */
  ChangeStory(Grounds grounds, Step step, Optional<LiveProcess> process) {
    this.grounds = grounds;
    this.step = step;
    this.process = process;
    this.names = Names.of(grounds.change(), grounds.facts());
    this.milder = new Milder(grounds, step);
  }

  ExplainedChange of(Weighed weighed, Optional<ChangedFile> file) {
    return new ExplainedChange(
        weighed.reason(),
        file,
        naming(weighed.change(), file.map(ChangedFile::scripts).orElse(List.of())),
        artefactOf(weighed.change()).flatMap(artefact -> arrival(artefact, weighed)),
        RowStory.of(weighed, grounds.policy()),
        proof(weighed),
        milder.of(weighed));
  }

  /** The config artefact that a change is about; empty if it is about something else. */
  static Optional<Artefact> artefactOf(Change change) {
    return switch (change) {
      case Change.ConfigValue value -> Optional.of(value.artefact());
      case Change.RunsAlready already -> Optional.of(already.artefact());
      case Change.Lost lost -> Optional.of(lost.artefact());
      case Change.NotLoaded notLoaded -> Optional.of(notLoaded.artefact());
      case Change.SameMeaning same -> Optional.of(same.artefact());
      case Change.Setting _, Change.Script _, Change.Content _, Change.Unpaired _ ->
          Optional.empty();
      case Change.Program _, Change.OnlyHashes _, Change.InForce _, Change.Unknown _ ->
          Optional.empty();
      case Change.SameValue _ -> Optional.empty();
    };
  }

  private Optional<PolicyArtefact> rules(Artefact artefact) {
    return grounds.policy().flatMap(policy -> policy.artefact(artefact.name()));
  }

  private Naming naming(Change change, List<Path> scripts) {
    return switch (change) {
      case Change.ConfigValue value -> naming(value.artefact(), scripts);
      case Change.RunsAlready already -> naming(already.artefact(), scripts);
      case Change.Lost lost -> naming(lost.artefact(), scripts);
      case Change.NotLoaded notLoaded -> naming(notLoaded.artefact(), scripts);
      case Change.SameMeaning same -> naming(same.artefact(), scripts);
      case Change.Setting setting -> new Naming.BySetting(setting.key(), scripts);
      case Change.SameValue same -> new Naming.BySetting(same.key(), scripts);
      case Change.Script script -> new Naming.BySetting(script.key(), scripts);
      case Change.Content content -> new Naming.BySetting(content.key(), scripts);
      case Change.Unpaired unpaired -> new Naming.BySetting(unpaired.key(), scripts);
      case Change.Program program -> new Naming.BySetting(program.key(), scripts);
      case Change.OnlyHashes hashes -> new Naming.BySetting(hashes.key(), scripts);
      case Change.InForce inForce -> new Naming.BySetting(inForce.key(), scripts);
      case Change.Unknown _ -> new Naming.NotNamed();
    };
  }

  private Naming naming(Artefact artefact, List<Path> scripts) {
    return rules(artefact)
        .map(
            rules ->
                switch (rules.spec().source()) {
                  case Source.InSetting(SettingKey setting, String _) ->
                      (Naming) new Naming.BySetting(setting, scripts);
                  case Source.InArtefact(String outer, var key) ->
                      new Naming.ByKey(outer, key.shown());
                })
        .orElseGet(Naming.NotNamed::new);
  }

  private Optional<Arrival> arrival(Artefact artefact, Weighed weighed) {
    return rules(artefact).map(rules -> arrival(rules, artefact, weighed.choice()));
  }

  private Arrival arrival(PolicyArtefact rules, Artefact artefact, Optional<Choice> choice) {
    ProcessFacts facts = grounds.facts();
    Policy policy = grounds.policy().orElseThrow();
    Optional<Path> known =
        new HandoverChoice(grounds.change(), policy, facts, names).knownAs(rules, artefact);
    Optional<Handover> handover = Optional.empty();
    Optional<String> obstacle = Optional.empty();
    if (choice.isPresent()) {
      switch (choice.get()) {
        case Choice.Possible(List<Handover> all) ->
            handover = all.stream().findFirst().filter(this::isDone);
        case Choice.Blocked(String why) -> obstacle = Optional.of(why);
      }
    }
    return new Arrival(
        known,
        knownBy(rules, artefact),
        known.flatMap(path -> Optional.ofNullable(facts.shown().get(path))),
        known.map(path -> facts.mounts().getOrDefault(path, 0)).orElse(0),
        handover,
        obstacle);
  }

  /** What would be possible is not done by a step that restarts the unit for something else. */
  private boolean isDone(Handover handover) {
    return step instanceof Step.Reload reload && reload.handovers().contains(handover);
  }

  private String knownBy(PolicyArtefact rules, Artefact artefact) {
    return switch (rules.spec().source()) {
      case Source.InArtefact(String outer, var key) -> "key " + key.shown() + " of " + outer;
      case Source.InSetting in -> {
        if (rules.at().isPresent()) {
          yield "the policy's 'at'";
        }
        if (process.isEmpty()) {
          yield "the old unit";
        }
        boolean isArgument =
            artefact
                .before()
                .map(path -> in.namedIn(String.join(" ", process.get().argv())).contains(path))
                .orElse(false);
        yield isArgument ? "its arguments" : "its environment";
      }
    };
  }

  private Proof proof(Weighed weighed) {
    Optional<String> artefact = artefactOf(weighed.change()).map(Artefact::name);
    List<ValidationSpec> checks = artefact.map(this::checksOf).orElse(List.of());
    if (weighed.reason().effect() == Effect.RESTART) {
      boolean isOwed = step.verdict().owed().contains(weighed.reason());
      String otherwise =
          isOwed
              ? "it is not loaded; the restart is owed until the process says otherwise"
              : "none is needed: a new process starts with it";
      return new Proof(isOwed ? List.of() : checks, List.of(), otherwise);
    }
    if (weighed.reason().effect() != Effect.RELOAD) {
      return new Proof(List.of(), List.of(), "none is needed: the process need not load it");
    }
    return switch (step) {
      case Step.Reload reload ->
          new Proof(
              checks,
              reload.witnesses(),
              reload.witnesses().isEmpty() ? "nothing will prove that it was loaded" : "");
      case Step.Restart _, Step.Relisten _, Step.StopStart _, Step.Start _ ->
          new Proof(checks, List.of(), "none is needed: a new process starts with it");
      case Step.Keep _, Step.Stop _ ->
          new Proof(List.of(), List.of(), "nothing loads it in this switch");
    };
  }

  /** Those of the step that are about an artefact. */
  private List<ValidationSpec> checksOf(String artefact) {
    if (grounds.policy().isEmpty()) {
      return List.of();
    }
    Specs specs = new Specs(grounds.change(), grounds.policy().get(), names);
    return switch (step) {
      case Step.Reload reload ->
          specs.beforeReload(Set.of(artefact), false).stream()
              .filter(reload.validations()::contains)
              .toList();
      case Step.Restart restart -> beforeRestart(specs, artefact, restart.validations());
      case Step.StopStart stopStart -> beforeRestart(specs, artefact, stopStart.validations());
      case Step.Keep _, Step.Relisten _, Step.Start _, Step.Stop _ -> List.of();
    };
  }

  private static List<ValidationSpec> beforeRestart(
      Specs specs, String artefact, List<ValidationSpec> ofStep) {
    return specs.beforeRestart(Set.of(artefact)).stream().filter(ofStep::contains).toList();
  }
}
