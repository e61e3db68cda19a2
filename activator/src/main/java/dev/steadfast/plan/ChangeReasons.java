package dev.steadfast.plan;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.Change;
import dev.steadfast.diff.Secrets;
import dev.steadfast.policy.Decision;
import dev.steadfast.policy.Edit;
import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Policy;
import dev.steadfast.unit.SettingKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the row that decides on one change. Values are masked here, once for all outputs. */
final class ChangeReasons {
  private final Optional<Policy> policy;

  ChangeReasons(Optional<Policy> policy) {
    this.policy = policy;
  }

  Reason reason(Change change) {
    return switch (change) {
      case Change.ConfigValue value -> configValue(value);
      case Change.RunsAlready already -> runsAlready(already);
      case Change.Lost(Artefact artefact, Path knownAs) ->
          drifted(
              artefact,
              DefaultRows.LOST,
              "the mount over "
                  + knownAs
                  + " that showed what the process has loaded is gone: the next reload by anyone"
                  + " would load what is there now");
      case Change.NotLoaded(Artefact artefact, Path knownAs) ->
          drifted(
              artefact,
              DefaultRows.NOT_LOADED,
              "the process was to load "
                  + knownAs
                  + " in an earlier switch and is not known to have");
      case Change.InForce(SettingKey key, String what) ->
          about(
              "",
              key.toString(),
              DefaultRows.RUNS_ALREADY,
              "the process was started " + what + ", so no restart is needed for it");
      case Change.SameMeaning(Artefact artefact) ->
          about(
              artefact.name(),
              "",
              "default/same-meaning",
              "the text differs, its meaning does not");
      case Change.SameValue same ->
          about(
              "",
              same.key().toString(),
              "default/same-value",
              "another spelling of the same value");
      case Change.OnlyHashes(SettingKey key, Path before, Path after, String proof) ->
          behind(key, before, after, new Row(Effect.NONE, "default/only-hashes", proof));
      case Change.Setting setting
          when DefaultRows.isReloadTriggers(setting.key()) && setting.after().isEmpty() ->
          DefaultRows.triggersGone(setting.key());
      case Change.Setting setting -> setting(setting);
      case Change.Program(SettingKey key, Path before, Path after) ->
          behind(key, before, after, program(key));
      case Change.Script(SettingKey key, Path before, Path after, String lines) ->
          behind(key, before, after, row(key, "another script, " + lines));
      case Change.Content(SettingKey key, Path before, Path after, String lines) ->
          behind(key, before, after, row(key, "another file, " + lines));
      case Change.Unpaired(SettingKey key, Path before, Path after, String why) ->
          behind(key, before, after, row(key, why));
      case Change.Unknown(String what) -> DefaultRows.plain(Effect.NONE, "default/unknown", what);
    };
  }

  private Reason runsAlready(Change.RunsAlready already) {
    String key = already.key().shown();
    return new Reason(
        Effect.RELOAD,
        already.artefact().name(),
        shownKey(already.key()),
        shown(key, already.before()),
        shown(key, already.after()),
        DefaultRows.RUNS_ALREADY,
        "the process never took the other value, so no restart is needed for it; its file"
            + " catches up");
  }

  private static Reason drifted(Artefact artefact, String rule, String because) {
    return new Reason(
        Effect.RELOAD, artefact.name(), "", Optional.empty(), Optional.empty(), rule, because);
  }

  /** A reason to do nothing. */
  private static Reason about(String artefact, String key, String rule, String because) {
    return new Reason(
        Effect.NONE, artefact, key, Optional.empty(), Optional.empty(), rule, because);
  }

  private record Row(Effect effect, String rule, String because) {}

  /** The row for what stands behind a setting, with what was found there. */
  private static Row row(SettingKey key, String what) {
    return DefaultRows.settingRow(key)
        .map(known -> new Row(known.effect(), known.id(), what + ": " + known.because()))
        .orElseGet(
            () ->
                new Row(
                    Effect.RESTART,
                    DefaultRows.NO_RULE,
                    what + "; no rule covers a change behind " + key.name() + "="));
  }

  private static Row program(SettingKey key) {
    return key.name().equals("ExecStart")
        ? new Row(Effect.RESTART, "default/program", "another program: only a new process runs it")
        : row(key, "another program");
  }

  private static Reason behind(SettingKey key, Path before, Path after, Row row) {
    return new Reason(
        row.effect(),
        "",
        key.toString(),
        Optional.of(before.toString()),
        Optional.of(after.toString()),
        row.rule(),
        row.because());
  }

  private Reason setting(Change.Setting change) {
    Row row =
        DefaultRows.settingRow(change.key())
            .map(known -> new Row(known.effect(), known.id(), known.because()))
            .orElseGet(
                () ->
                    new Row(
                        Effect.RESTART,
                        DefaultRows.NO_RULE,
                        "no rule covers " + change.key().name() + "="));
    return new Reason(
        row.effect(),
        "",
        change.key().toString(),
        shown(change.key().name(), joined(change.before())),
        shown(change.key().name(), joined(change.after())),
        row.rule(),
        row.because());
  }

  private static Optional<String> joined(List<String> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(" | ", values));
  }

  private Reason configValue(Change.ConfigValue change) {
    String key = change.key().shown();
    String artefact = change.artefact().name();
    Edit edit = Edit.between(change.before(), change.after());
    Optional<Decision> decision = policy.flatMap(p -> p.decide(artefact, change.key(), edit));
    return new Reason(
        decision.map(Decision::effect).orElse(Effect.RESTART),
        artefact,
        shownKey(change.key()),
        shown(key, change.before()),
        shown(key, change.after()),
        decision.map(d -> d.rule().id()).orElse(DefaultRows.NO_RULE),
        decision
            .map(Decision::because)
            .orElseGet(() -> "no rule covers " + shownKey(change.key()) + " of " + artefact));
  }

  private String shownKey(ConfigKey key) {
    return Secrets.shownKey(key, policy.map(Policy::secrets).orElse(List.of()));
  }

  private Optional<String> shown(String key, Optional<String> value) {
    List<String> globs = policy.map(Policy::secrets).orElse(List.of());
    return value.map(text -> Secrets.shown(key, text, globs));
  }
}
