package dev.steadfast.plan;

import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plan, and what its steps were decided on.
 *
 * @param grounds of the steps that the single changes of a unit decide; a step that is decided for
 *     the unit as a whole has none
 */
record Planned(Plan plan, SortedMap<UnitName, Grounds> grounds) {
  Planned {
    grounds = Collections.unmodifiableSortedMap(new TreeMap<>(grounds));
  }
}
