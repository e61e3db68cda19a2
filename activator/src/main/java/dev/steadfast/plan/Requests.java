package dev.steadfast.plan;

import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is asked for besides the differences: by the activation script, or by a switch that was
 * interrupted, of this program or of NixOS's own.
 */
public record Requests(
    SortedSet<UnitName> start, SortedSet<UnitName> restart, SortedSet<UnitName> reload) {
  /** Nothing is asked for. */
  public static final Requests NONE =
      new Requests(
          Collections.emptySortedSet(), Collections.emptySortedSet(), Collections.emptySortedSet());

  public Requests {
    start = Collections.unmodifiableSortedSet(new TreeSet<>(start));
    restart = Collections.unmodifiableSortedSet(new TreeSet<>(restart));
    reload = Collections.unmodifiableSortedSet(new TreeSet<>(reload));
  }

  /** These and others. */
  public Requests and(Requests other) {
    return new Requests(
        union(start, other.start), union(restart, other.restart), union(reload, other.reload));
  }

  private static SortedSet<UnitName> union(SortedSet<UnitName> some, SortedSet<UnitName> others) {
    SortedSet<UnitName> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  public boolean isEmpty() {
    return start.isEmpty() && restart.isEmpty() && reload.isEmpty();
  }
}
