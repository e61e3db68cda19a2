package dev.steadfast.plan;

import dev.steadfast.diff.UnitChange;
import dev.steadfast.policy.PolicySet;
import java.nio.file.Path;
import java.util.List;

/**
 * All that a plan is made from.
 *
 * @param from toplevel whose units the system runs
 * @param to toplevel to be activated
 * @param changes one per unit that differs, in any order
 * @param fstab how the next {@code fstab} differs
 * @param manager what is done besides the units; whether units are read again is decided here
 */
public record PlanInput(
    Path from,
    Path to,
    List<UnitChange> changes,
    PolicySet policies,
    Observed observed,
    Neighbours neighbours,
    Asked asked,
    Wanting wanting,
    List<FstabEdit> fstab,
    ManagerSteps manager) {
  public PlanInput {
    changes = List.copyOf(changes);
    fstab = List.copyOf(fstab);
  }

  /** The same with something else asked for. */
  public PlanInput asking(Asked other) {
    return new PlanInput(
        from, to, changes, policies, observed, neighbours, other, wanting, fstab, manager);
  }
}
