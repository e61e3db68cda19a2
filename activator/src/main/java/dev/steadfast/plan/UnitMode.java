package dev.steadfast.plan;

import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Mode;
import dev.steadfast.policy.Policy;
import dev.steadfast.unit.UnitFile;
import java.util.List;
import java.util.Optional;

/**
 * What happens to a unit when it needs a restart, and who says so: a policy's mode beats a flag of
 * the unit, which beats the default.
 *
 * @param reason empty for the default
 */
record UnitMode(Mode mode, boolean isOperators, Optional<Reason> reason) {

  private static final List<UnitFlag> BY_HAND =
      List.of(
          UnitFlag.REFUSE_MANUAL_STOP, UnitFlag.REFUSE_MANUAL_START, UnitFlag.ONLY_MANUAL_START);

  static UnitMode of(UnitFile unit, Optional<Policy> policy) {
    Optional<Mode> wanted = policy.flatMap(Policy::mode);
    if (wanted.isPresent()) {
      return new UnitMode(wanted.get(), true, Optional.empty());
    }
    if (UnitFlag.RELOAD_IF_CHANGED.isOn(unit)) {
      return owe(UnitFlag.RELOAD_IF_CHANGED, "the unit asks to be reloaded instead");
    }
    if (!UnitFlag.RESTART_IF_CHANGED.isOn(unit)) {
      return owe(UnitFlag.RESTART_IF_CHANGED, "the unit asks not to be restarted");
    }
    for (UnitFlag flag : BY_HAND) {
      if (flag.isOn(unit)) {
        return owe(flag, "nobody may restart the unit by its name");
      }
    }
    return new UnitMode(Mode.RESTART, false, Optional.empty());
  }

  private static UnitMode owe(UnitFlag flag, String because) {
    Reason reason = DefaultRows.plain(Effect.NONE, flag.rule(), because);
    return new UnitMode(Mode.OWE, false, Optional.of(reason));
  }
}
