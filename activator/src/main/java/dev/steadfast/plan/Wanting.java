package dev.steadfast.plan;

import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the next generation wants to run.
 *
 * @param missing units that something which is up wants, that are not up themselves and are to be
 *     started; by each the reason
 * @param broughtBack units that run and are started again if they go down with what is stopped
 */
public record Wanting(SortedMap<UnitName, Reason> missing, SortedSet<UnitName> broughtBack) {
  /** Nothing is wanted. */
  public static final Wanting NOTHING =
      new Wanting(Collections.emptySortedMap(), Collections.emptySortedSet());

  public Wanting {
    missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
    broughtBack = Collections.unmodifiableSortedSet(new TreeSet<>(broughtBack));
  }
}
