package dev.steadfast.unit;

import java.util.Set;

/**
 * The settings that start out as an empty list, and that an empty value makes an empty list again
 * without touching any other setting.
 *
 * <p>Only for these the assignments before an empty one, and the empty one itself, mean nothing any
 * more. Other settings differ: {@code After=} and most numbers, booleans and times ignore an empty
 * value, {@code CapabilityBoundingSet=} does not start out empty, {@code ConditionUser=} resets all
 * conditions, {@code BindPaths=} also {@code BindReadOnlyPaths=}. Source: the manuals of systemd
 * 252, each row seen in what {@code systemd --test} of that version prints for the assignments
 * {@code a}, nothing, {@code b}.
 */
final class ListSettings {
  private static final Set<String> NAMES =
      Set.of(
          "Documentation",
          "ExecCondition",
          "ExecStartPre",
          "ExecStart",
          "ExecStartPost",
          "ExecReload",
          "ExecStop",
          "ExecStopPost",
          "Environment",
          "EnvironmentFile",
          "PassEnvironment",
          "UnsetEnvironment",
          "SupplementaryGroups",
          "ReadWritePaths",
          "ReadOnlyPaths",
          "InaccessiblePaths",
          "ExecPaths",
          "NoExecPaths",
          "TemporaryFileSystem",
          "RuntimeDirectory",
          "StateDirectory",
          "CacheDirectory",
          "LogsDirectory",
          "ConfigurationDirectory");

  private ListSettings() {}

  static boolean isResetByEmptyValue(SettingKey key) {
    return NAMES.contains(key.name());
  }
}
