package dev.steadfast.plan;

import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import java.util.List;

/**
 * The booleans by which a unit tells a switch what it wants; systemd ignores those with X-.
 *
 * <p>The last value counts; {@code 1}, {@code yes}, {@code true} and {@code on} mean yes, any other
 * word no. Source: {@code parse_systemd_bool} of NixOS's switch-to-configuration.
 */
enum UnitFlag {
  /** Whether a changed unit may be restarted. */
  RESTART_IF_CHANGED("Service", "X-RestartIfChanged", true),
  /** Whether a changed unit is to be reloaded instead of restarted. */
  RELOAD_IF_CHANGED("Service", "X-ReloadIfChanged", false),
  /** Whether a changed unit is to be stopped under its old definition. */
  STOP_IF_CHANGED("Service", "X-StopIfChanged", true),
  /** Whether a unit that is not in the next generation is stopped. */
  STOP_ON_REMOVAL("Unit", "X-StopOnRemoval", true),
  /** Whether only an operator starts the unit. */
  ONLY_MANUAL_START("Unit", "X-OnlyManualStart", false),
  /** Whether a target is stopped and started whenever the configuration changes. */
  STOP_ON_RECONFIGURATION("Unit", "X-StopOnReconfiguration", false),
  /** Whether a service is started itself although a socket starts it, too. */
  NOT_SOCKET_ACTIVATED("Service", "X-NotSocketActivated", false),
  /** systemd's own: nobody may start it but as a dependency. */
  REFUSE_MANUAL_START("Unit", "RefuseManualStart", false),
  /** systemd's own: nobody may stop it but as a dependency. */
  REFUSE_MANUAL_STOP("Unit", "RefuseManualStop", false);

  private static final List<String> YES = List.of("1", "yes", "true", "on");
  private final String section;
  private final String key;
  private final boolean byDefault;

  UnitFlag(String section, String name, boolean byDefault) {
    this.section = section;
    this.key = name;
    this.byDefault = byDefault;
  }

  /** Whether the unit says yes, or says nothing and that means yes. */
  boolean isOn(UnitFile unit) {
    List<String> values = unit.values(new SettingKey(section, key));
    boolean isSilent = values.isEmpty() || values.getLast().isEmpty();
    return isSilent ? byDefault : YES.contains(values.getLast());
  }

  /** What becomes of a reload of the unit if it is down by then. */
  static Step.WhenDown whenDown(UnitFile unit) {
    boolean isByHand = REFUSE_MANUAL_START.isOn(unit) || ONLY_MANUAL_START.isOn(unit);
    return isByHand ? Step.WhenDown.NOTHING : Step.WhenDown.START;
  }

  /** Id of the rows that follow from it. */
  String rule() {
    return "flag/" + key;
  }
}
