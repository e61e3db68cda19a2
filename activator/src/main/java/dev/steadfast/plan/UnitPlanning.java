package dev.steadfast.plan;

import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.Change;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.plan.HandoverChoice.Choice;
import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Mode;
import dev.steadfast.policy.Policy;
import dev.steadfast.unit.SettingKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans one running unit that both generations have. */
final class UnitPlanning {
  /** Stands for what no artefact is named after: all that has to be reloaded. */
  private static final String ALL = "";

  private final UnitChange.Modified change;
  private final Optional<Policy> policy;
  private final ProcessFacts facts;
  private final Names names;
  private final UnitMode mode;
  private final List<Reason> byRow = new ArrayList<>();
  private final List<Reason> reasons = new ArrayList<>();
  private final SortedMap<String, Choice> choices = new TreeMap<>();
  private final List<Handover> handovers = new ArrayList<>();
  private final List<Reason> refused = new ArrayList<>();

  UnitPlanning(UnitChange.Modified change, Optional<Policy> policy, ProcessFacts facts) {
    this.change = change;
    this.policy = policy;
    this.facts = facts;
    this.names = Names.of(change, facts);
    this.mode = UnitMode.of(change.after(), policy);
  }

  /** The step, why its unit's mode refuses the whole switch, if it does, and what decided. */
  record Outcome(Step step, List<Reason> refused, Grounds grounds) {}

  Outcome plan() {
    ChangeReasons rows = new ChangeReasons(policy);
    change.changes().forEach(each -> byRow.add(rows.reason(each)));
    reasons.addAll(byRow);
    change
        .unlocated()
        .forEach(why -> reasons.add(DefaultRows.plain(Effect.NONE, "default/not-located", why)));
    if (UnitFlag.RELOAD_IF_CHANGED.isOn(change.after())) {
      reasons.replaceAll(UnitPlanning::reloadedForTriggers);
    }
    if (isReloadedOneshot()) {
      reasons.replaceAll(UnitPlanning::reloadedByItsCommand);
    }
    if (Planner.strongest(reasons) != Effect.NONE) {
      chooseHandovers();
    }
    return switch (Planner.strongest(reasons)) {
      case NONE, NEXT_START, MANAGER -> outcome(keep(List.of()));
      case RELOAD -> outcome(reload(List.of()));
      case RESTART -> restartOrNot();
    };
  }

  private Outcome outcome(Step step) {
    return new Outcome(step, refused, new Grounds(change, policy, facts, mode, weighed()));
  }

  /** The first reasons are those of the changes, in their order. */
  private List<Weighed> weighed() {
    List<Weighed> weighed = new ArrayList<>();
    for (int i = 0; i < byRow.size(); i++) {
      Reason reason = reasons.get(i);
      boolean isReload = byRow.get(i).effect() == Effect.RELOAD || reason.effect() == Effect.RELOAD;
      Optional<Choice> choice =
          Optional.ofNullable(choices.getOrDefault(reason.artefact(), choices.get(ALL)));
      weighed.add(
          new Weighed(
              change.changes().get(i), byRow.get(i), reason, isReload ? choice : Optional.empty()));
    }
    return weighed;
  }

  /**
   * Each artefact that the process must read again needs a way to it; without one it is a restart.
   */
  private void chooseHandovers() {
    if (!needsReload()) {
      return;
    }
    if (!hasReloadCommand()) {
      String why = "the next unit has no ExecReload= and is not Type=notify-reload";
      choices.put(ALL, new Choice.Blocked(why));
      escalateReloads(why);
      return;
    }
    for (Artefact artefact : nestedFirst()) {
      HandoverChoice choice = new HandoverChoice(change, policy.orElseThrow(), facts, names);
      if (isMixed(artefact)) {
        String why =
            "the same file has a change that only a restart brings, and the daemon does not tell"
                + " which of it it runs with: the debt would be forgotten";
        choices.put(artefact.name(), new Choice.Blocked(why));
        escalateReloadsOf(artefact, why);
        continue;
      }
      Choice chosen = choice.forArtefact(artefact);
      choices.put(artefact.name(), chosen);
      switch (chosen) {
        case Choice.Possible(List<Handover> all) -> handovers.addAll(all);
        case Choice.Blocked(String why) -> escalateReloadsOf(artefact, why);
      }
    }
    if (!needsReload()) {
      handovers.clear();
    }
  }

  /**
   * Whether a restart would be owed for one key of a file that is loaded for another one, by a
   * daemon that cannot be asked for the difference.
   */
  private boolean isMixed(Artefact artefact) {
    boolean tells =
        policy
            .flatMap(Policy::running)
            .filter(running -> running.artefact().equals(artefact.name()))
            .isPresent();
    return mode.mode() == Mode.OWE
        && !tells
        && needRestart().stream().anyMatch(reason -> reason.artefact().equals(artefact.name()));
  }

  private boolean needsReload() {
    return reasons.stream().anyMatch(reason -> reason.effect() == Effect.RELOAD);
  }

  private boolean hasReloadCommand() {
    return !change.after().commands("ExecReload").isEmpty()
        || last("Type").equals(Optional.of("notify-reload"));
  }

  private Optional<String> last(String setting) {
    List<String> values = change.after().values(new SettingKey("Service", setting));
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }

  /** No process holds anything old: its reload is the next unit's own command and all there is. */
  private boolean isReloadedOneshot() {
    return last("Type").equals(Optional.of("oneshot"))
        && UnitFlag.RELOAD_IF_CHANGED.isOn(change.after())
        && hasReloadCommand();
  }

  private static Reason reloadedByItsCommand(Reason reason) {
    return reason.effect() != Effect.RESTART && !reason.key().equals("Service/ExecReload")
        ? reason
        : new Reason(
            Effect.RELOAD,
            reason.artefact(),
            reason.key(),
            reason.before(),
            reason.after(),
            UnitFlag.RELOAD_IF_CHANGED.rule(),
            "a oneshot asks to be reloaded: its next ExecReload= brings the change");
  }

  private static Reason reloadedForTriggers(Reason reason) {
    return DefaultRows.isRestartTriggers(reason)
        ? new Reason(
            Effect.RELOAD,
            reason.artefact(),
            reason.key(),
            reason.before(),
            reason.after(),
            UnitFlag.RELOAD_IF_CHANGED.rule(),
            "the unit asks to be reloaded when it changes: these files are taken by that")
        : reason;
  }

  /** The artefacts whose file must change for the process, those named by others first. */
  private List<Artefact> nestedFirst() {
    SortedSet<Artefact> changed = new TreeSet<>();
    for (Change each : change.changes()) {
      if (each instanceof Change.ConfigValue value && isPolicyArtefact(value.artefact())) {
        changed.add(value.artefact());
      }
      if (each instanceof Change.RunsAlready already && isPolicyArtefact(already.artefact())) {
        changed.add(already.artefact());
      }
      if (each instanceof Change.Lost lost) {
        changed.add(lost.artefact());
      }
      if (each instanceof Change.NotLoaded notLoaded) {
        changed.add(notLoaded.artefact());
      }
    }
    List<Artefact> ordered = new ArrayList<>();
    changed.stream().filter(this::isNested).forEach(ordered::add);
    changed.stream().filter(artefact -> !isNested(artefact)).forEach(ordered::add);
    return ordered;
  }

  private boolean isPolicyArtefact(Artefact artefact) {
    return policy.flatMap(p -> p.artefact(artefact.name())).isPresent();
  }

  private boolean isNested(Artefact artefact) {
    return policy.orElseThrow().artefact(artefact.name()).orElseThrow().spec().source()
        instanceof dev.steadfast.diff.ArtefactSpec.Source.InArtefact;
  }

  private void escalateReloads(String why) {
    reasons.replaceAll(reason -> reason.effect() == Effect.RELOAD ? blocked(reason, why) : reason);
  }

  private void escalateReloadsOf(Artefact artefact, String why) {
    reasons.replaceAll(
        reason ->
            reason.effect() == Effect.RELOAD && reason.artefact().equals(artefact.name())
                ? blocked(reason, why)
                : reason);
  }

  /** What the process has loaded already needs no restart, only its file stays behind. */
  private static Reason blocked(Reason reason, String why) {
    if (reason.rule().equals(DefaultRows.LOST)) {
      return DefaultRows.lostForGood(reason, why);
    }
    boolean runsAlready = reason.rule().equals(DefaultRows.RUNS_ALREADY);
    return new Reason(
        runsAlready ? Effect.NEXT_START : Effect.RESTART,
        reason.artefact(),
        reason.key(),
        reason.before(),
        reason.after(),
        reason.rule(),
        (runsAlready ? "the process runs with it; its file stays behind: " : "not reloadable: ")
            + why);
  }

  private Outcome restartOrNot() {
    return switch (mode.mode()) {
      case RESTART -> outcome(restart());
      case REFUSE -> {
        needRestart().forEach(refused::add);
        yield outcome(restart());
      }
      case OWE -> owe();
    };
  }

  private List<Reason> needRestart() {
    return reasons.stream().filter(reason -> reason.effect() == Effect.RESTART).toList();
  }

  private Outcome owe() {
    List<Reason> obstacles = owingObstacles();
    if (!obstacles.isEmpty() && mode.isOperators()) {
      refused.addAll(obstacles);
      return outcome(restart());
    }
    List<Reason> owed = needRestart();
    reasons.addAll(obstacles);
    return outcome(needsReload() ? reload(owed) : keep(owed));
  }

  /** Why the restart must not be owed. The word of an operator is refused then, a flag is not. */
  private List<Reason> owingObstacles() {
    ChangeReasons rows = new ChangeReasons(policy);
    List<Reason> obstacles = new ArrayList<>();
    for (Change each : change.changes()) {
      Reason reason = rows.reason(each);
      boolean isControlSide = reason.key().equals("Service/ExecReload");
      if (reason.effect() == Effect.RESTART || isControlSide) {
        Owing.obstacle(each).ifPresent(why -> obstacles.add(obstacle(reason, why)));
      }
    }
    return obstacles;
  }

  private Reason obstacle(Reason reason, String why) {
    return new Reason(
        Effect.NONE,
        reason.artefact(),
        reason.key(),
        reason.before(),
        reason.after(),
        "owe/precondition",
        mode.isOperators() ? why : "kept all the same, as the flag of the unit asks: " + why);
  }

  private Step keep(List<Reason> owed) {
    return new Step.Keep(change.unit(), verdict(owed), pins());
  }

  private Verdict verdict(List<Reason> owed) {
    List<Reason> all = new ArrayList<>(reasons);
    mode.reason().ifPresent(all::add);
    return new Verdict(mode.mode(), all, owed);
  }

  private Step restart() {
    List<ValidationSpec> checks =
        specs().map(s -> s.beforeRestart(changedArtefacts())).orElse(List.of());
    return RestartKind.of(change) == RestartKind.STOP_START
        ? new Step.StopStart(change.unit(), verdict(List.of()), checks)
        : new Step.Restart(change.unit(), verdict(List.of()), checks);
  }

  private Step reload(List<Reason> owed) {
    boolean programIsOwed = owed.stream().anyMatch(r -> r.key().equals("Service/ExecStart"));
    List<String> owedKeys = owed.stream().map(Reason::key).toList();
    return new Step.Reload(
        change.unit(),
        verdict(owed),
        facts.identity(),
        handovers,
        ReloadMechanism.UNIT,
        specs().flatMap(Specs::client),
        specs().map(s -> s.beforeReload(changedArtefacts(), programIsOwed)).orElse(List.of()),
        specs().map(s -> s.witnesses(owedKeys)).orElse(List.of()),
        pins(),
        UnitFlag.whenDown(change.after()));
  }

  private Optional<Specs> specs() {
    return policy.map(known -> new Specs(change, known, names));
  }

  /** Names of the artefacts whose next content differs. */
  private SortedSet<String> changedArtefacts() {
    SortedSet<String> changed = new TreeSet<>();
    for (Change each : change.changes()) {
      switch (each) {
        case Change.ConfigValue value -> changed.add(value.artefact().name());
        case Change.RunsAlready already -> changed.add(already.artefact().name());
        case Change.Lost lost -> changed.add(lost.artefact().name());
        case Change.NotLoaded notLoaded -> changed.add(notLoaded.artefact().name());
        case Change.Setting _, Change.Script _, Change.Content _, Change.Unpaired _ -> {}
        case Change.Program _, Change.OnlyHashes _, Change.SameMeaning _, Change.Unknown _ -> {}
        case Change.InForce _, Change.SameValue _ -> {}
      }
    }
    return changed;
  }

  private List<Path> pins() {
    return KeptFiles.of(change, facts, handovers);
  }
}
