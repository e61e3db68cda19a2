package dev.steadfast.plan;

import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a switch will do: every unit that differs, once, with its reasons.
 *
 * @param from toplevel whose units the system runs
 * @param to toplevel to be activated
 * @param refused why nothing may be done; empty if the plan may be carried out
 */
public record Plan(
    Path from,
    Path to,
    Basis basis,
    boolean daemonReload,
    List<RefusedUnit> refused,
    SortedMap<UnitName, Step> steps) {
  public Plan {
    refused = List.copyOf(refused);
    steps = Collections.unmodifiableSortedMap(new TreeMap<>(steps));
  }

  /** A change that a unit's mode does not allow. */
  public record RefusedUnit(UnitName unit, Reason reason) {}
}
