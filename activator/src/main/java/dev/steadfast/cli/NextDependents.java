package dev.steadfast.cli;

import dev.steadfast.systemd.Dependents;
import dev.steadfast.systemd.Relation;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What jobs of units will pull along once systemd has read the next generation: what it says of
 * units that stay as they are, and what the files of those that differ say.
 *
 * <p>Source: the tables of inverse dependencies in systemd.unit(5).
 */
final class NextDependents {
  /** The setting of the unit that goes along. */
  private static final Map<Relation, String> IN_DEPENDENT =
      new EnumMap<>(
          Map.of(
              Relation.REQUIRED_BY, "Requires",
              Relation.REQUISITE_OF, "Requisite",
              Relation.BOUND_BY, "BindsTo",
              Relation.CONSISTS_OF, "PartOf",
              Relation.PROPAGATES_RELOAD_TO, "ReloadPropagatedFrom"));

  /** The setting of the unit that takes others along. */
  private static final Map<Relation, String> IN_CAUSE =
      new EnumMap<>(Map.of(Relation.PROPAGATES_RELOAD_TO, "PropagatesReloadTo"));

  private final SortedMap<UnitName, UnitFile> next;

  /**
   * Of one generation.
   *
   * @param next the units that differ
   */
  NextDependents(SortedMap<UnitName, UnitFile> next) {
    this.next = next;
  }

  /** Units that are restarted in the same transaction as a unit. */
  SortedSet<UnitName> restartedWith(UnitName cause, Dependents now) {
    SortedSet<UnitName> all = new TreeSet<>();
    Dependents.RESTARTED.forEach(relation -> all.addAll(of(relation, cause, now)));
    return all;
  }

  /**
   * The units of one relation.
   *
   * @param now what systemd says
   */
  SortedSet<UnitName> of(Relation relation, UnitName cause, Dependents now) {
    SortedSet<UnitName> units = new TreeSet<>(now.of(relation));
    String ofDependent = IN_DEPENDENT.get(relation);
    String ofCause = IN_CAUSE.get(relation);
    if (ofDependent == null) {
      return units;
    }
    UnitFile differing = next.get(cause);
    units.removeIf(unit -> next.containsKey(unit) && (ofCause == null || differing != null));
    for (UnitFile file : next.values()) {
      if (file.units(new SettingKey("Unit", ofDependent)).contains(cause)) {
        units.add(file.name());
      }
    }
    if (ofCause != null && differing != null) {
      units.addAll(differing.units(new SettingKey("Unit", ofCause)));
    }
    return units;
  }
}
