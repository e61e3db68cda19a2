package dev.steadfast.compat;

import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is to happen to which unit. A unit may be in several sets: a service in {@code stop} and
 * {@code start} is stopped before the activation and started after it.
 *
 * @param skip changed but not restarted; to be reported
 * @param hidden targets in {@code start} that lists leave out, the stopped ones too
 */
public record UnitSets(
    SortedSet<UnitName> stop,
    SortedSet<UnitName> skip,
    SortedSet<UnitName> start,
    SortedSet<UnitName> hidden,
    SortedSet<UnitName> reload,
    SortedSet<UnitName> restart) {
  public UnitSets {
    stop = copy(stop);
    skip = copy(skip);
    start = copy(start);
    hidden = copy(hidden);
    reload = copy(reload);
    restart = copy(restart);
  }

  private static SortedSet<UnitName> copy(SortedSet<UnitName> units) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(units));
  }
}
