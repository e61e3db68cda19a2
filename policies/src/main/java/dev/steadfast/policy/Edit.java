package dev.steadfast.policy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was done to a key of a config file. */
public enum Edit {
  /** It had no value before. */
  ADDED,
  /** It has no value after. */
  REMOVED,
  /** It has another value. */
  CHANGED;

  /** All of them, for rows that do not tell them apart. */
  static final SortedSet<Edit> ALL =
      Collections.unmodifiableSortedSet(new TreeSet<>(List.of(values())));

  /** The edit that leads from one value to the other; at least one is there. */
  public static Edit between(Optional<String> before, Optional<String> after) {
    if (before.isEmpty()) {
      return ADDED;
    }
    return after.isEmpty() ? REMOVED : CHANGED;
  }
}
