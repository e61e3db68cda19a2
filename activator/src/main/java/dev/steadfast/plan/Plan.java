package dev.steadfast.plan;

import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a switch will do: every unit that differs, once, with its reasons.
 *
 * @param from toplevel whose units the system runs
 * @param to toplevel to be activated
 * @param rules by which it was made
 * @param refused why nothing may be done; empty if the plan may be carried out
 * @param broughtBack units that run and are started again if they go down with what is stopped
 */
public record Plan(
    Path from,
    Path to,
    Basis basis,
    Rules rules,
    ManagerSteps manager,
    List<RefusedUnit> refused,
    SortedMap<UnitName, Step> steps,
    SortedSet<UnitName> broughtBack) {
  public Plan {
    refused = List.copyOf(refused);
    steps = Collections.unmodifiableSortedMap(new TreeMap<>(steps));
    broughtBack = Collections.unmodifiableSortedSet(new TreeSet<>(broughtBack));
  }

  /** A plan of units alone: the manager reads them again or not, and that is all. */
  public static Plan ofUnits(
      Path from,
      Path to,
      Basis basis,
      boolean daemonReload,
      List<RefusedUnit> refused,
      SortedMap<UnitName, Step> steps) {
    return new Plan(
        from,
        to,
        basis,
        Rules.OWN,
        ManagerSteps.reloading(daemonReload),
        refused,
        steps,
        Collections.emptySortedSet());
  }

  /** The same with other steps. */
  public Plan withSteps(SortedMap<UnitName, Step> others) {
    return new Plan(from, to, basis, rules, manager, refused, others, broughtBack);
  }

  /** A change that a unit's mode does not allow. */
  public record RefusedUnit(UnitName unit, Reason reason) {}
}
