package dev.steadfast.plan;

import dev.steadfast.diff.UnitChange;
import dev.steadfast.policy.PolicySet;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a plan is made from.
 *
 * @param from toplevel whose units the system runs
 * @param to toplevel to be activated
 * @param changes one per unit that differs, in any order
 * @param perConnection instances that a socket with {@code Accept=yes} started for one connection
 * @param companions of the units that differ, those that only have another unit reloaded
 * @param stoppedByUs units that an interrupted switch stopped and did not start again
 */
public record PlanInput(
    Path from,
    Path to,
    List<UnitChange> changes,
    PolicySet policies,
    Observed observed,
    SortedSet<UnitName> perConnection,
    SortedMap<UnitName, Companion> companions,
    SortedSet<UnitName> stoppedByUs) {
  public PlanInput {
    companions = Collections.unmodifiableSortedMap(new TreeMap<>(companions));
    changes = List.copyOf(changes);
    stoppedByUs = Collections.unmodifiableSortedSet(new TreeSet<>(stoppedByUs));
    perConnection = Collections.unmodifiableSortedSet(new TreeSet<>(perConnection));
  }
}
