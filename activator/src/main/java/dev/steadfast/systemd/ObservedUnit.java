package dev.steadfast.systemd;

import dev.steadfast.unit.UnitName;

/**
 * What systemd says of one loaded unit in {@code ListUnits}.
 *
 * @param subState the unit type's own word, as on the wire
 */
public record ObservedUnit(UnitName name, ActiveState activeState, String subState) {}
