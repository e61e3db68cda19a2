package dev.steadfast.cli;

import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Explanation;
import dev.steadfast.plan.Plan;
import dev.steadfast.unit.UnitName;

/** What the authoring commands have done for them: from toplevels to a plan or a difference. */
interface Pipeline {

  /** Reads both generations, observes what runs if it may, and plans. Changes nothing. */
  Parsed<Plan> plan(PlanRequest request);

  /** Plans in the same way, and tells why the plan says of a unit what it says. */
  Parsed<Explanation> explain(UnitName unit, PlanRequest request);

  /** Reads both generations and compares them. Changes nothing. */
  Parsed<Difference> diff(DiffRequest request);
}
