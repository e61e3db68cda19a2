package dev.steadfast.plan;

import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import java.util.List;
import java.util.Set;

/**
 * Which settings give a service a mount namespace of its own. Used only where no process can be
 * asked.
 *
 * <p>Source: systemd.exec(5), "Sandboxing" and "Paths"; {@code exec_needs_mount_namespace()} of
 * systemd 252.
 */
final class MountNamespaces {
  private static final Set<String> IF_TRUE =
      Set.of(
          "PrivateTmp",
          "PrivateDevices",
          "PrivateMounts",
          "PrivateIPC",
          "ProtectKernelTunables",
          "ProtectKernelModules",
          "ProtectKernelLogs",
          "ProtectControlGroups",
          "MountAPIVFS",
          "DynamicUser");
  private static final Set<String> IF_NOT_NO = Set.of("ProtectSystem", "ProtectHome");
  private static final Set<String> IF_NOT_DEFAULT = Set.of("ProtectProc", "ProcSubset");
  private static final Set<String> IF_SET =
      Set.of(
          "RootDirectory",
          "RootImage",
          "BindPaths",
          "BindReadOnlyPaths",
          "TemporaryFileSystem",
          "MountImages",
          "ExtensionImages",
          "ReadWritePaths",
          "ReadOnlyPaths",
          "InaccessiblePaths",
          "ExecPaths",
          "NoExecPaths",
          "LoadCredential",
          "SetCredential",
          "MountFlags");

  private MountNamespaces() {}

  static boolean isImpliedBy(UnitFile unit) {
    for (var setting : unit.settings().entrySet()) {
      if (isImpliedBy(setting.getKey(), setting.getValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isImpliedBy(SettingKey key, List<String> values) {
    if (!key.section().equals("Service") || values.isEmpty()) {
      return false;
    }
    String value = values.getLast().strip();
    boolean off = List.of("no", "false", "off", "0", "").contains(value);
    return (IF_TRUE.contains(key.name()) && !off)
        || (IF_NOT_NO.contains(key.name()) && !off)
        || (IF_NOT_DEFAULT.contains(key.name()) && !List.of("default", "all").contains(value))
        || (IF_SET.contains(key.name()) && !value.isEmpty());
  }
}
