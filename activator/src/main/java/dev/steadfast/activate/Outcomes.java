package dev.steadfast.activate;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The outcomes of one run, collected step by step. */
final class Outcomes {
  private final SortedMap<UnitName, StepOutcome> known = new TreeMap<>();

  /** The first failure of a unit stays: it is the one to look at. */
  void add(StepOutcome outcome) {
    known.merge(
        outcome.step().unit(),
        outcome,
        (first, second) -> first instanceof StepOutcome.Done ? second : first);
  }

  boolean isKnown(UnitName unit) {
    return known.containsKey(unit);
  }

  /** Whether a unit is proved to run what the plan wants for it. */
  boolean isDone(UnitName unit) {
    return known.get(unit) instanceof StepOutcome.Done;
  }

  /** One outcome per step of a plan. */
  List<StepOutcome> all(Plan plan, String whyNotRun) {
    List<StepOutcome> all = new ArrayList<>();
    for (Step step : plan.steps().values()) {
      StepOutcome outcome = known.get(step.unit());
      all.add(outcome == null ? new StepOutcome.NotRun(step, whyNotRun) : outcome);
    }
    return all;
  }
}
