package dev.steadfast.plan;

import dev.steadfast.diff.UnitChange;
import dev.steadfast.unit.SettingKey;
import java.util.List;

/**
 * How a unit is restarted: in one go under the next definition, or stopped under the old one first.
 * The second leaves a gap, so it is chosen only where the way to stop has changed and the unit's
 * flag {@code X-StopIfChanged=false} does not forbid it.
 */
enum RestartKind {
  RESTART,
  STOP_START;

  private static final List<String> WAY_TO_STOP =
      List.of("ExecStop", "ExecStopPost", "KillMode", "KillSignal", "User", "Group", "PIDFile");

  static RestartKind of(UnitChange.Modified change) {
    if (!UnitFlag.STOP_IF_CHANGED.isOn(change.after())) {
      return RESTART;
    }
    for (String name : WAY_TO_STOP) {
      SettingKey key = new SettingKey("Service", name);
      if (!change.before().values(key).equals(change.after().values(key))) {
        return STOP_START;
      }
    }
    return RESTART;
  }
}
