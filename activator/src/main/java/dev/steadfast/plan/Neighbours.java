package dev.steadfast.plan;

import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a unit's step depends on beside the unit.
 *
 * @param perConnection instances that a socket with {@code Accept=yes} started for one connection
 * @param companions of the units that differ, those that only have another unit reloaded
 * @param listeners of the sockets that differ, the services that take their connections, as the
 *     next generation has them; none of a socket with {@code Accept=yes}
 * @param reactivated units that {@code sysinit-reactivation.target} of the next generation requires
 *     or wants
 * @param reconfigured targets that are up and ask to be stopped and started at every change of the
 *     configuration
 */
public record Neighbours(
    SortedSet<UnitName> perConnection,
    SortedMap<UnitName, Companion> companions,
    SortedMap<UnitName, SortedMap<UnitName, UnitFile>> listeners,
    SortedSet<UnitName> reactivated,
    SortedSet<UnitName> reconfigured) {
  /** Every unit stands for itself. */
  public static final Neighbours NONE =
      new Neighbours(
          Collections.emptySortedSet(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedSet(),
          Collections.emptySortedSet());

  public Neighbours {
    perConnection = Collections.unmodifiableSortedSet(new TreeSet<>(perConnection));
    companions = Collections.unmodifiableSortedMap(new TreeMap<>(companions));
    listeners = Collections.unmodifiableSortedMap(new TreeMap<>(listeners));
    reactivated = Collections.unmodifiableSortedSet(new TreeSet<>(reactivated));
    reconfigured = Collections.unmodifiableSortedSet(new TreeSet<>(reconfigured));
  }
}
