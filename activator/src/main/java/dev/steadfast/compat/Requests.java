package dev.steadfast.compat;

import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What activation scripts asked for in their two lists. */
public record Requests(SortedSet<UnitName> restart, SortedSet<UnitName> reload, Run run) {
  public Requests {
    restart = Collections.unmodifiableSortedSet(new TreeSet<>(restart));
    reload = Collections.unmodifiableSortedSet(new TreeSet<>(reload));
  }

  /** What kind of run asks. They find an instance's file in different ways. */
  public enum Run {
    /** Takes the template only if neither side has a file for the instance. */
    DRY,
    /** Takes the template if the next side has no file for the instance. */
    REAL
  }
}
