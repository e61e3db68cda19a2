package dev.steadfast.compat;

import java.util.Locale;

/** The original's rules; a {@link Ground} names the one that put a unit where it is. */
public enum CompatRule {
  /** Asked for by a list that an interrupted switch left behind. */
  LEFT_OVER("an interrupted switch asked for it"),
  /** No file in the next generation, or masked there. */
  REMOVED("not in the next generation"),
  /** An instance whose own drop-ins are all gone. */
  DROP_INS_REMOVED("its drop-ins are not in the next generation"),
  /** Removed, but {@code X-StopOnRemoval=false}. */
  KEPT_ON_REMOVAL("not stopped although it is removed"),
  /** Every active target is started, so that it pulls in what is new. */
  ACTIVE_TARGET("active targets are started again"),
  /** {@code suspend.target} and its like may still be active after a resume. */
  SLEEP_TARGET("a sleep target is never started"),
  /** A target that only an operator or another unit starts. */
  MANUAL_TARGET("not to be started by name"),
  /** {@code X-StopOnReconfiguration=true}. */
  STOPPED_ON_RECONFIGURATION("asks to be stopped by each switch"),
  /** Differs in something that asks for more than a reload. */
  CHANGED("changed"),
  /** Differs only in what a reload applies. */
  CHANGED_FOR_RELOAD("changed in what a reload applies"),
  /** Would be reloaded, but is restarted anyway. */
  RESTARTED_ANYWAY("restarted anyway"),
  /** Paths, slices and four targets. */
  LEFT_TO_DAEMON_RELOAD("changes apply with the daemon-reload"),
  /** A changed socket is not touched on its own account. */
  SOCKET_LEFT_ALONE("changed sockets are left alone"),
  /** {@code /} and {@code /nix} cannot be unmounted. */
  ROOT_MOUNT("cannot be unmounted, so remounted"),
  /** Any other mount. */
  MOUNT("a mount is restarted"),
  /** {@code X-ReloadIfChanged=true}. */
  RELOAD_IF_CHANGED("asks to be reloaded when it changes"),
  /** {@code X-RestartIfChanged=false}, {@code RefuseManualStop} or {@code X-OnlyManualStart}. */
  NOT_RESTARTED("asks not to be restarted"),
  /** {@code X-StopIfChanged=false}. */
  IN_ONE_STEP("asks to be restarted in one step"),
  /** Only services are stopped and started apart. */
  NOT_A_SERVICE("restarted in one step as it is no service"),
  /** The default for services. */
  STOP_AND_START("stopped before the activation and started after it"),
  /** As above, but the activation is over: a request of its scripts. */
  AFTER_ACTIVATION("restarted in one step as the activation is over"),
  /** Stopped and left to its socket. */
  SOCKET_ACTIVATED("stopped, and left to its socket to be started"),
  /** A socket that moves along with its service. */
  SOCKET_OF_SERVICE("moves along with its service"),
  /** No longer in {@code /etc/fstab}. */
  FSTAB_ENTRY_GONE("its fstab entry is gone"),
  /** Another device or file system type. */
  FSTAB_DEVICE("its fstab entry has another device or type"),
  /** Other mount options. */
  FSTAB_OPTIONS("its fstab entry has other options"),
  /** Another device or type of {@code /} or {@code /nix} alone. */
  FSTAB_ROOT_DEVICE("its fstab entry has another device or type, and it cannot be unmounted"),
  /** An activation script asked for a restart. */
  RESTART_REQUESTED("an activation script asked for a restart"),
  /** An activation script asked for a reload. */
  RELOAD_REQUESTED("an activation script asked for a reload"),
  /** Was not active, so a requested restart is a start. */
  NOT_ACTIVE("it was not active"),
  /** A unit of the user's own that the generation takes over. */
  TAKEN_OVER("taken over from the user's own unit"),
  /** The user's own unit still hides the generation's. */
  STILL_SHADOWED("the user's own unit is still in use"),
  /** {@code RefuseManualStart} or {@code X-OnlyManualStart}. */
  NOT_STARTED("not to be started by name");

  private final String says;

  CompatRule(String says) {
    this.says = says;
  }

  /** Id for machines, {@code compat/stop-and-start}. */
  public String id() {
    return "compat/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A few words for people that follow a unit's name. */
  public String says() {
    return says;
  }
}
