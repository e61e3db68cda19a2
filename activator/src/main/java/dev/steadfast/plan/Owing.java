package dev.steadfast.plan;

import dev.steadfast.diff.Change;
import dev.steadfast.unit.SettingKey;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a restart may be owed for a change.
 *
 * <p>A kept process gets the next unit's control side at daemon-reload: its reload runs the next
 * {@code ExecReload=} as the next {@code User=}, its stop the next {@code ExecStop=}. And a debt
 * must be found again at the next switch, which for now means: from the process itself.
 */
final class Owing {
  private static final Set<String> CONTROL_SIDE =
      Set.of(
          "ExecStop",
          "ExecStopPost",
          "ExecReload",
          "User",
          "Group",
          "DynamicUser",
          "SupplementaryGroups",
          "PIDFile",
          "Type",
          "NotifyAccess",
          "SendSIGKILL",
          "SendSIGHUP",
          "FinalKillSignal",
          "RestartKillSignal");

  /** Settings whose programs the process itself tells: its executable, its environment. */
  private static final Set<String> FOUND_AGAIN = Set.of("ExecStart", "Environment");

  private Owing() {}

  /** What forbids owing a restart for this change; empty if nothing does. */
  static Optional<String> obstacle(Change change) {
    return switch (change) {
      case Change.ConfigValue _, Change.RunsAlready _ -> Optional.empty();
      case Change.Lost _, Change.NotLoaded _ -> Optional.empty();
      case Change.SameMeaning _, Change.OnlyHashes _, Change.Unknown _ -> Optional.empty();
      case Change.InForce _, Change.SameValue _ -> Optional.empty();
      case Change.Program(SettingKey key, var before, var after) ->
          FOUND_AGAIN.contains(key.name()) ? Optional.empty() : obstacle(key);
      case Change.Setting(SettingKey key, var before, var after) -> obstacle(key);
      case Change.Script(SettingKey key, var before, var after, var lines) -> obstacle(key);
      case Change.Content(SettingKey key, var before, var after, var lines) -> obstacle(key);
      case Change.Unpaired(SettingKey key, var before, var after, var why) -> obstacle(key);
    };
  }

  private static Optional<String> obstacle(SettingKey key) {
    if (isControlSide(key)) {
      return Optional.of("the next " + key.name() + "= would act on the kept process at once");
    }
    return Optional.of(
        "the process does not tell which " + key.name() + "= it has, so it would be forgotten");
  }

  private static boolean isControlSide(SettingKey key) {
    return CONTROL_SIDE.contains(key.name())
        || key.name().startsWith("Kill")
        || key.name().endsWith("Directory");
  }
}
