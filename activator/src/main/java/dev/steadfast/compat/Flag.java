package dev.steadfast.compat;

import dev.steadfast.unit.SettingKey;
import java.util.List;
import java.util.Optional;

/** The boolean keys that the original obeys, each with its default. */
enum Flag {
  /** Whether a unit that went is stopped. */
  STOP_ON_REMOVAL("Unit", "X-StopOnRemoval", true),
  /** Whether an active target is stopped before it is started again. */
  STOP_ON_RECONFIGURATION("Unit", "X-StopOnReconfiguration", false),
  /** Whether only an operator starts the unit, by this flag of NixOS. */
  ONLY_MANUAL_START("Unit", "X-OnlyManualStart", false),
  /** Whether systemd refuses to start the unit by name. */
  REFUSE_MANUAL_START("Unit", "RefuseManualStart", false),
  /** Whether systemd refuses to stop the unit by name. */
  REFUSE_MANUAL_STOP("Unit", "RefuseManualStop", false),
  /** Whether a changed unit is reloaded instead of restarted. */
  RELOAD_IF_CHANGED("Service", "X-ReloadIfChanged", false),
  /** Whether a changed unit is restarted at all. */
  RESTART_IF_CHANGED("Service", "X-RestartIfChanged", true),
  /** Whether a changed service is stopped under its old definition. */
  STOP_IF_CHANGED("Service", "X-StopIfChanged", true),
  /** Whether a service is started again although a socket could start it. */
  NOT_SOCKET_ACTIVATED("Service", "X-NotSocketActivated", false);

  /** Case matters: {@code False} and {@code True} both mean no. */
  private static final List<String> YES = List.of("1", "yes", "true", "on");

  private final String section;
  private final String name;
  private final boolean byDefault;

  Flag(String section, String name, boolean byDefault) {
    this.section = section;
    this.name = name;
    this.byDefault = byDefault;
  }

  SettingKey key() {
    return new SettingKey(section, name);
  }

  boolean isOn(UnitSettings unit) {
    List<String> values = unit.values(key());
    return values.isEmpty() ? byDefault : YES.contains(values.getLast());
  }

  /** The first of the flags that is not as it is by default. */
  static Optional<Flag> firstSet(UnitSettings unit, Flag... flags) {
    return List.of(flags).stream().filter(flag -> flag.isOn(unit) != flag.byDefault).findFirst();
  }
}
