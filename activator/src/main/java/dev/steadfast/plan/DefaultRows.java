package dev.steadfast.plan;

import dev.steadfast.diff.UnitChange;
import dev.steadfast.policy.Effect;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * What holds for every unit, whatever its program: the weakest source of effects.
 *
 * <p>Settings have a row only if nothing that runs can notice the change. All others have none, and
 * ask for a restart.
 */
final class DefaultRows {
  /** Id of the row for what the process has already, and only its file or unit has not. */
  static final String RUNS_ALREADY = "default/runs-already";

  /** Id of the row for a process that no longer finds what it has loaded. */
  static final String LOST = "default/lost-mount";

  /** Id of the row for a process that is not known to have loaded what it finds. */
  static final String NOT_LOADED = "default/not-loaded";

  /** Id that stands in a reason when no row covers the change. */
  static final String NO_RULE = "none";

  private static final List<SettingKey> DOCUMENTATION =
      List.of(
          new SettingKey("Unit", "Description"),
          new SettingKey("Unit", "Documentation"),
          new SettingKey("Unit", "SourcePath"));

  /** What is about jobs to come, and about nothing that the process has or does. */
  private static final List<SettingKey> OF_MANAGER =
      List.of(
          new SettingKey("Unit", "OnFailure"),
          new SettingKey("Unit", "OnSuccess"),
          new SettingKey("Unit", "OnFailureJobMode"),
          new SettingKey("Unit", "IgnoreOnIsolate"),
          new SettingKey("Unit", "StopWhenUnneeded"),
          new SettingKey("Unit", "RefuseManualStart"),
          new SettingKey("Unit", "RefuseManualStop"),
          new SettingKey("Unit", "AllowIsolate"),
          new SettingKey("Unit", "CollectMode"),
          new SettingKey("Service", "ExecReload"));

  /** Read when a unit is enabled, which NixOS does by links. */
  private static final String INSTALL = "Install";

  private static final SettingKey RELOAD_TRIGGERS = new SettingKey("Unit", "X-Reload-Triggers");
  private static final SettingKey RESTART_TRIGGERS = new SettingKey("Unit", "X-Restart-Triggers");

  private DefaultRows() {}

  /** Where the row of an id is from; empty if its own words say so. */
  static String sourceOf(String rule) {
    return switch (rule) {
      case "default/documentation", "default/ignored-by-systemd", "default/install" ->
          "systemd.unit(5)";
      case "default/manager" -> "systemd.unit(5), systemd.service(5)";
      case "flag/X-Reload-Triggers", "flag/X-Restart-Triggers", "flag/X-ReloadIfChanged" ->
          "the unit's author";
      case "default/only-hashes" -> "compared";
      case "default/same-meaning" -> "its dialect";
      case "default/same-value" -> "systemd.syntax(7), systemd.time(7)";
      case RUNS_ALREADY -> "the process";
      case LOST, NOT_LOADED -> "the record of what was handed over";
      case "default/program" -> "equal only to itself";
      default -> "";
    };
  }

  /** The row of a changed setting. */
  record SettingRow(Effect effect, String id, String because) {}

  /**
   * The row for a setting, or empty if none covers it.
   *
   * <p>Source: systemd.unit(5): {@code Description=} and {@code Documentation=} are shown to people
   * only; {@code [Install]} is read by systemctl(1) alone; keys that begin with {@code X-} are
   * ignored by systemd. Triggers are the word of the unit's author on what brings these files into
   * effect.
   */
  static Optional<SettingRow> settingRow(SettingKey key) {
    if (DOCUMENTATION.contains(key)) {
      return Optional.of(
          new SettingRow(Effect.NONE, "default/documentation", "only people read it"));
    }
    if (key.section().equals(INSTALL)) {
      return Optional.of(
          new SettingRow(
              Effect.NONE, "default/install", "systemd does not read it for a running unit"));
    }
    if (OF_MANAGER.contains(key)) {
      return Optional.of(
          new SettingRow(
              Effect.MANAGER,
              "default/manager",
              "systemd reads it at daemon-reload and uses it then"));
    }
    if (key.equals(RELOAD_TRIGGERS)) {
      return Optional.of(
          new SettingRow(
              Effect.RELOAD,
              "flag/X-Reload-Triggers",
              "the unit names it as brought into effect by a reload"));
    }
    if (key.equals(RESTART_TRIGGERS)) {
      return Optional.of(
          new SettingRow(
              Effect.RESTART,
              "flag/X-Restart-Triggers",
              "the unit names it as brought into effect by a restart"));
    }
    if (key.name().startsWith("X-") || key.section().startsWith("X-")) {
      return Optional.of(
          new SettingRow(
              Effect.NONE, "default/ignored-by-systemd", "systemd ignores what begins with X-"));
    }
    return Optional.empty();
  }

  static Reason noProcess() {
    return plain(
        Effect.MANAGER,
        "default/no-process",
        "there is no process; systemd reads the definition at daemon-reload");
  }

  static Reason remount() {
    return plain(
        Effect.RELOAD,
        "default/remount",
        "the kernel takes other options of a mounted file system");
  }

  static Reason otherDevice() {
    return plain(
        Effect.RESTART,
        "default/other-device",
        "another device or type: only a new mount shows it");
  }

  static Reason fstabGone() {
    return plain(Effect.RESTART, "default/fstab-gone", "not in the next fstab");
  }

  static Reason fstabForOthers() {
    return plain(
        Effect.MANAGER,
        "default/fstab-for-others",
        "only options that the kernel is not told differ; systemd reads them at daemon-reload");
  }

  static Reason socketChanged(UnitName socket) {
    return plain(
        Effect.RESTART,
        "default/socket",
        "takes the connections of "
            + socket
            + ", which listens anew; it could not while this runs");
  }

  static Reason stopOnReconfiguration() {
    return plain(
        Effect.RESTART,
        UnitFlag.STOP_ON_RECONFIGURATION.rule(),
        "the unit asks to be stopped and started whenever the configuration changes");
  }

  static Reason asked(String verb) {
    return plain(
        Effect.RESTART,
        "asked/" + verb,
        "the activation script, or an interrupted switch, asks for its " + verb);
  }

  static Reason askedNotDone(String verb, String why) {
    return plain(Effect.NONE, "asked/" + verb, "a " + verb + " is asked for, but " + why);
  }

  /** The process runs with the next content, but what it would read next cannot be mended. */
  static Reason lostForGood(Reason lost, String why) {
    String because = lost.because() + "; it cannot be mounted again: " + why;
    return new Reason(
        Effect.NEXT_START,
        lost.artefact(),
        lost.key(),
        lost.before(),
        lost.after(),
        lost.rule(),
        because);
  }

  static Reason added() {
    return plain(Effect.RESTART, "default/added", "new, and wanted by another unit");
  }

  static Reason newlyWanted() {
    return plain(
        Effect.RESTART, "default/newly-wanted", "something that runs wants it, and did not before");
  }

  static Reason changedWhileDown() {
    return plain(Effect.RESTART, "default/changed-while-down", "changed, wanted, and not running");
  }

  static Reason failedBefore() {
    return plain(Effect.RESTART, "default/failed", "wanted, and had failed: it is tried again");
  }

  static Reason triggersGone(SettingKey key) {
    return new Reason(
        Effect.NONE,
        "",
        key.toString(),
        Optional.empty(),
        Optional.empty(),
        "flag/X-Reload-Triggers",
        "the unit names nothing any more that a reload would bring into effect");
  }

  /** Whether a changed setting is one by which a unit names what a reload brings into effect. */
  static boolean isReloadTriggers(SettingKey key) {
    return key.equals(RELOAD_TRIGGERS);
  }

  /** The author's word on files: whoever asks for a reload takes these by one, too. */
  static boolean isRestartTriggers(Reason reason) {
    return reason.rule().equals("flag/X-Restart-Triggers");
  }

  static Reason stoppedByUs() {
    return plain(
        Effect.RESTART,
        "default/interrupted",
        "an interrupted switch stopped it and did not come to start it");
  }

  static Reason addedNotWanted() {
    return plain(Effect.NONE, "default/added-not-wanted", "new, but no unit wants it");
  }

  static Reason addedRuns() {
    return plain(Effect.NONE, "default/added-runs", "new in the generation, but it runs already");
  }

  static Reason onlyManualStart() {
    return plain(Effect.NONE, UnitFlag.ONLY_MANUAL_START.rule(), "only an operator starts it");
  }

  static Reason removed(UnitChange.Removal how) {
    String because =
        switch (how) {
          case GONE -> "not in the next generation";
          case MASKED -> "masked in the next generation";
          case UNDECLARED -> "no drop-ins of its own in the next generation, and nothing wants it";
        };
    return plain(Effect.RESTART, "default/removed", because);
  }

  static Reason removedNotRunning() {
    return plain(Effect.NONE, "default/removed-not-running", "removed, and not running");
  }

  static Reason notStoppedOnRemoval() {
    return plain(
        Effect.NONE, UnitFlag.STOP_ON_REMOVAL.rule(), "the unit says that it outlives its removal");
  }

  static Reason notRunning() {
    return plain(
        Effect.NEXT_START, "default/not-running", "not running; its next start takes the change");
  }

  static Reason oneshotInMidRun() {
    return plain(
        Effect.NEXT_START,
        "default/oneshot-in-mid-run",
        "it would stop half-way through its work; its next run takes the change");
  }

  static Reason companion(UnitName target, boolean isDone) {
    return plain(
        Effect.NONE,
        "default/companion",
        "its only job is to have "
            + target
            + " reloaded, and "
            + (isDone ? "this switch does that itself" : "that has nothing to load"));
  }

  static Reason companionRuns(UnitName target) {
    return plain(
        Effect.RESTART,
        "default/companion-runs",
        "its job is to have " + target + " reloaded, and no policy compares what that reads");
  }

  static Reason perConnection() {
    return plain(
        Effect.NEXT_START,
        "default/per-connection",
        "serves one connection of a socket; the next connection takes the change");
  }

  /** A reason that is not about one key. */
  static Reason plain(Effect effect, String rule, String because) {
    return new Reason(effect, "", "", Optional.empty(), Optional.empty(), rule, because);
  }
}
