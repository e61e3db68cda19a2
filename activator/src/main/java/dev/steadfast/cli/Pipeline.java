package dev.steadfast.cli;

import dev.steadfast.activate.ActivationReport;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Explanation;
import dev.steadfast.plan.Plan;
import dev.steadfast.unit.UnitName;

/** What the commands have done for them: from toplevels to a plan, a difference or an outcome. */
interface Pipeline {

  /** Reads both generations, observes what runs if it may, and plans. Changes nothing. */
  Parsed<Plan> plan(PlanRequest request);

  /** Plans in the same way, and tells why the plan says of a unit what it says. */
  Parsed<Explanation> explain(UnitName unit, PlanRequest request);

  /** Reads both generations and compares them. Changes nothing. */
  Parsed<Difference> diff(DiffRequest request);

  /**
   * Carries a plan out.
   *
   * @param plan nothing in it is refused
   * @param action not {@link Action#DRY_ACTIVATE}
   * @return always, also when the bus is lost half-way
   */
  ActivationReport activate(Plan plan, Action action);
}
