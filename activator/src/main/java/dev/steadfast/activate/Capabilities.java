package dev.steadfast.activate;

import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a process without root may do all the same. Source: capabilities(7). */
final class Capabilities {
  private static final Path OWN = Path.of("/proc/self/status");
  private static final String PERMITTED = "CapPrm:";

  /** In the order of their numbers in linux/capability.h. */
  private static final List<String> NAMES =
      List.of(
          "cap_chown",
          "cap_dac_override",
          "cap_dac_read_search",
          "cap_fowner",
          "cap_fsetid",
          "cap_kill",
          "cap_setgid",
          "cap_setuid",
          "cap_setpcap",
          "cap_linux_immutable",
          "cap_net_bind_service",
          "cap_net_broadcast",
          "cap_net_admin",
          "cap_net_raw",
          "cap_ipc_lock",
          "cap_ipc_owner",
          "cap_sys_module",
          "cap_sys_rawio",
          "cap_sys_chroot",
          "cap_sys_ptrace",
          "cap_sys_pacct",
          "cap_sys_admin",
          "cap_sys_boot",
          "cap_sys_nice",
          "cap_sys_resource",
          "cap_sys_time",
          "cap_sys_tty_config",
          "cap_mknod",
          "cap_lease",
          "cap_audit_write",
          "cap_audit_control",
          "cap_setfcap",
          "cap_mac_override",
          "cap_mac_admin",
          "cap_syslog",
          "cap_wake_alarm",
          "cap_block_suspend",
          "cap_audit_read",
          "cap_perfmon",
          "cap_bpf",
          "cap_checkpoint_restore");

  private Capabilities() {}

  /**
   * Those that this very process has and so can give away; none if that cannot be read. A helper
   * that is to give more away does not run the command at all.
   */
  static SortedSet<String> held(SortedSet<String> wanted, SystemRoot host) {
    if (wanted.isEmpty()) {
      return wanted;
    }
    try {
      return held(wanted, host.text(OWN));
    } catch (IOException unreadable) {
      return new TreeSet<>();
    }
  }

  /**
   * @param status the text of {@code /proc/PID/status}
   */
  static SortedSet<String> held(SortedSet<String> wanted, String status) {
    long permitted =
        status
            .lines()
            .filter(line -> line.startsWith(PERMITTED))
            .mapToLong(
                line -> Long.parseUnsignedLong(line.substring(PERMITTED.length()).strip(), 16))
            .findFirst()
            .orElse(0);
    SortedSet<String> held = new TreeSet<>(wanted);
    held.removeIf(name -> !has(permitted, NAMES.indexOf(name)));
    return held;
  }

  private static boolean has(long permitted, int number) {
    return number >= 0 && (permitted >>> number & 1) == 1;
  }

  /** Options of setpriv that leave a command these. Source: setpriv(1). */
  static List<String> options(SortedSet<String> capabilities) {
    if (capabilities.isEmpty()) {
      return List.of();
    }
    String plus = "+" + String.join(",+", capabilities).replace("cap_", "");
    return List.of("--inh-caps=" + plus, "--ambient-caps=" + plus);
  }
}
