package dev.steadfast.compat;

import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the original would do, and why.
 *
 * @param vanishedSwaps devices as the old fstab spells them; to be switched off at once
 * @param grounds of each unit in one of the sets, in the order in which the rules applied; also of
 *     changed units that no set has, such as a changed socket
 */
public record Decision(
    UnitSets units, SortedSet<String> vanishedSwaps, SortedMap<UnitName, List<Ground>> grounds) {
  /** Nothing at all. */
  public static Decision nothing() {
    TreeSet<UnitName> none = new TreeSet<>();
    return new Decision(
        new UnitSets(none, none, none, none, none, none), new TreeSet<>(), new TreeMap<>());
  }

  public Decision {
    vanishedSwaps = Collections.unmodifiableSortedSet(new TreeSet<>(vanishedSwaps));
    TreeMap<UnitName, List<Ground>> copy = new TreeMap<>();
    grounds.forEach((unit, reasons) -> copy.put(unit, List.copyOf(reasons)));
    grounds = Collections.unmodifiableSortedMap(copy);
  }
}
