package dev.steadfast.systemd;

import dev.steadfast.unit.UnitName;

/**
 * What systemd says of one loaded unit in {@code ListUnits}.
 *
 * @param subState the unit type's own word, as on the wire
 * @param following the unit whose state it shows; empty if it is one of its own
 */
public record ObservedUnit(
    UnitName name, ActiveState activeState, String subState, String following) {
  public ObservedUnit(UnitName name, ActiveState activeState, String subState) {
    this(name, activeState, subState, "");
  }
}
