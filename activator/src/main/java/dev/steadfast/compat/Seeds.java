package dev.steadfast.compat;

import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an interrupted switch left in its three lists; the sets begin with it. */
public record Seeds(
    SortedSet<UnitName> start, SortedSet<UnitName> restart, SortedSet<UnitName> reload) {
  public Seeds {
    start = Collections.unmodifiableSortedSet(new TreeSet<>(start));
    restart = Collections.unmodifiableSortedSet(new TreeSet<>(restart));
    reload = Collections.unmodifiableSortedSet(new TreeSet<>(reload));
  }

  /** No switch was interrupted. */
  public static Seeds none() {
    return new Seeds(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
  }
}
