package dev.steadfast.compat;

import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitName;
import java.util.Optional;

/**
 * Why a unit is where a decision has it. Holds no value of a setting.
 *
 * @param key the setting that differs or the flag that was obeyed; empty if there is none or its
 *     name is not fit to be shown
 * @param other the service that a socket moves along with
 */
public record Ground(CompatRule rule, Optional<SettingKey> key, Optional<UnitName> other) {

  static Ground of(CompatRule rule) {
    return new Ground(rule, Optional.empty(), Optional.empty());
  }

  static Ground of(CompatRule rule, Flag flag) {
    return new Ground(rule, Optional.of(flag.key()), Optional.empty());
  }

  static Ground of(CompatRule rule, Difference difference) {
    return new Ground(rule, difference.key(), Optional.empty());
  }

  static Ground socketOf(UnitName service) {
    return new Ground(CompatRule.SOCKET_OF_SERVICE, Optional.empty(), Optional.of(service));
  }
}
