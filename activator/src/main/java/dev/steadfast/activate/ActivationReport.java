package dev.steadfast.activate;

import dev.steadfast.plan.Plan;
import java.util.List;

/**
 * What became of a plan: one outcome per step, always, in order of unit names.
 *
 * @param activationExit exit code of the toplevel's {@code activate}; -1 if it was not run
 * @param invalid why validation stopped the switch before anything was touched; empty if it did not
 * @param notes what the operator should know besides the outcomes, one line each, such as a check
 *     that could not be made or a declared branch that was taken; no reason for an exit code
 */
public record ActivationReport(
    Plan plan,
    List<StepOutcome> outcomes,
    int activationExit,
    List<String> invalid,
    List<String> notes,
    Aftermath aftermath) {
  public ActivationReport {
    outcomes = List.copyOf(outcomes);
    invalid = List.copyOf(invalid);
    notes = List.copyOf(notes);
  }

  /** Nothing was touched, for what was found before. */
  public static ActivationReport notBegun(Plan plan, Checked checked) {
    return new ActivationReport(
        plan,
        new Outcomes().all(plan, "the switch was not begun"),
        -1,
        checked.invalid(),
        checked.notes(),
        Aftermath.NONE);
  }

  /** Nothing was touched, for one reason. */
  public static ActivationReport notBegun(Plan plan, String why) {
    return new ActivationReport(
        plan,
        new Outcomes().all(plan, "the switch was not begun"),
        -1,
        List.of(why),
        List.of(),
        Aftermath.NONE);
  }
}
