package dev.steadfast.plan;

import dev.steadfast.policy.Effect;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
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
      List.of(new SettingKey("Unit", "Description"), new SettingKey("Unit", "Documentation"));
  private static final SettingKey RELOAD_TRIGGERS = new SettingKey("Unit", "X-Reload-Triggers");
  private static final SettingKey RESTART_TRIGGERS = new SettingKey("Unit", "X-Restart-Triggers");

  private DefaultRows() {}

  /** Where the row of an id is from; empty if its own words say so. */
  static String sourceOf(String rule) {
    return switch (rule) {
      case "default/documentation", "default/ignored-by-systemd" -> "systemd.unit(5)";
      case "flag/X-Reload-Triggers", "flag/X-Restart-Triggers", "flag/X-ReloadIfChanged" ->
          "the unit's author";
      case "default/only-hashes" -> "compared";
      case "default/same-meaning" -> "its dialect";
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
   * only; keys that begin with {@code X-} are ignored by systemd. Triggers are the word of the
   * unit's author on what brings these files into effect.
   */
  static Optional<SettingRow> settingRow(SettingKey key) {
    if (DOCUMENTATION.contains(key)) {
      return Optional.of(
          new SettingRow(Effect.NONE, "default/documentation", "only people read it"));
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
    if (key.name().startsWith("X-")) {
      return Optional.of(
          new SettingRow(Effect.NONE, "default/ignored-by-systemd", "systemd ignores X- keys"));
    }
    return Optional.empty();
  }

  /** Why a running unit of this type is never restarted for a change; empty if it may be. */
  static Optional<Reason> neverRestarted(UnitType type) {
    return switch (type) {
      case SERVICE, TIMER, PATH -> Optional.empty();
      case SOCKET ->
          reason(
              Effect.NEXT_START,
              "default/socket",
              "a running socket is left alone: a restart beside its service can leave it down");
      case TARGET, SLICE, DEVICE, SCOPE ->
          reason(
              Effect.MANAGER,
              "default/no-process",
              "there is no process; systemd reads the definition at daemon-reload");
      case MOUNT, AUTOMOUNT, SWAP ->
          reason(
              Effect.NEXT_START,
              "default/mount",
              "a mounted file system is left alone: what uses it would lose it");
    };
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

  static Reason removed(boolean masked) {
    String because = masked ? "masked in the next generation" : "not in the next generation";
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

  private static Optional<Reason> reason(Effect effect, String rule, String because) {
    return Optional.of(plain(effect, rule, because));
  }

  /** A reason that is not about one key. */
  static Reason plain(Effect effect, String rule, String because) {
    return new Reason(effect, "", "", Optional.empty(), Optional.empty(), rule, because);
  }
}
