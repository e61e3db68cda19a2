package dev.steadfast.plan;

import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is to be done although nothing may differ.
 *
 * @param stoppedByUs units that an interrupted switch stopped and did not start again
 * @param requests of an activation script or an interrupted switch
 * @param files of the units that are asked for, as the next generation has them; one that it does
 *     not have is left out
 * @param listeners of the sockets among them, the services that take their connections
 */
public record Asked(
    SortedSet<UnitName> stoppedByUs,
    Requests requests,
    SortedMap<UnitName, UnitFile> files,
    SortedMap<UnitName, SortedSet<UnitName>> listeners) {
  /** Nothing. */
  public static final Asked NOTHING =
      new Asked(
          Collections.emptySortedSet(),
          Requests.NONE,
          Collections.emptySortedMap(),
          Collections.emptySortedMap());

  public Asked {
    stoppedByUs = Collections.unmodifiableSortedSet(new TreeSet<>(stoppedByUs));
    listeners = Collections.unmodifiableSortedMap(new TreeMap<>(listeners));
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
