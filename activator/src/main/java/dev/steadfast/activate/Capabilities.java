package dev.steadfast.activate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names of capabilities, and which of them this process has to give. Source: capabilities(7). */
final class Capabilities {
  /** In the order of their numbers. Source: linux/capability.h. */
  private static final List<String> NAMES =
      List.of(
          "chown",
          "dac_override",
          "dac_read_search",
          "fowner",
          "fsetid",
          "kill",
          "setgid",
          "setuid",
          "setpcap",
          "linux_immutable",
          "net_bind_service",
          "net_broadcast",
          "net_admin",
          "net_raw",
          "ipc_lock",
          "ipc_owner",
          "sys_module",
          "sys_rawio",
          "sys_chroot",
          "sys_ptrace",
          "sys_pacct",
          "sys_admin",
          "sys_boot",
          "sys_nice",
          "sys_resource",
          "sys_time",
          "sys_tty_config",
          "mknod",
          "lease",
          "audit_write",
          "audit_control",
          "setfcap",
          "mac_override",
          "mac_admin",
          "syslog",
          "wake_alarm",
          "block_suspend",
          "audit_read",
          "perfmon",
          "bpf",
          "checkpoint_restore");

  private static final Path OWN_STATUS = Path.of("/proc/self/status");
  private static final String PERMITTED = "CapPrm:";
  private static final int HEXADECIMAL = 16;

  private Capabilities() {}

  /**
   * Those of a unit's capabilities that this process can give, as setpriv(1) names them. In a
   * container it may lack some, and systemd starts the unit there without them, too.
   *
   * @param wanted such as {@code CAP_NET_BIND_SERVICE}
   */
  static List<String> available(List<String> wanted) {
    long permitted = permitted();
    List<String> available = new ArrayList<>();
    for (String name : wanted) {
      String lower = name.toLowerCase(Locale.ROOT);
      String plain = lower.startsWith("cap_") ? lower.substring("cap_".length()) : lower;
      int number = NAMES.indexOf(plain);
      if (number >= 0 && (permitted >> number & 1) == 1) {
        available.add(plain);
      }
    }
    return available;
  }

  private static long permitted() {
    try {
      for (String line : Files.readAllLines(OWN_STATUS)) {
        if (line.startsWith(PERMITTED)) {
          return Long.parseUnsignedLong(line.substring(PERMITTED.length()).strip(), HEXADECIMAL);
        }
      }
    } catch (IOException unreadable) {
      return 0;
    }
    return 0;
  }
}
