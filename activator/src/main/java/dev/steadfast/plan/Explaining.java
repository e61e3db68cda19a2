package dev.steadfast.plan;

import dev.steadfast.diff.Change;
import dev.steadfast.plan.Explanation.ChosenMode;
import dev.steadfast.plan.Explanation.Story;
import dev.steadfast.policy.Policy;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains single units of one plan. A pure function of what the plan is made from. */
public final class Explaining {
  private final PlanInput input;
  private final Planned planned;

  public Explaining(PlanInput input) {
    this.input = input;
    this.planned = Planner.planned(input);
  }

  /** Where the steps stand that are explained. */
  public Plan plan() {
    return planned.plan();
  }

  /**
   * The story of a unit's step.
   *
   * @param files those that the unit's changes stand in; of a change that stands in none there is
   *     none
   * @return empty if the plan has no step for the unit
   */
  public Optional<Explanation> of(UnitName unit, Map<Change, ChangedFile> files) {
    Step step = plan().steps().get(unit);
    return Optional.ofNullable(step)
        .map(
            known ->
                new Explanation(unit, plan().basis(), Optional.of(known), story(known, files)));
  }

  private Story story(Step step, Map<Change, ChangedFile> files) {
    Grounds grounds = planned.grounds().get(step.unit());
    if (grounds == null) {
      Reason reason = step.verdict().reasons().getFirst();
      return new Story.Whole(reason.because() + " (" + reason.rule() + ")");
    }
    ChangeStory stories =
        new ChangeStory(
            grounds, step, Optional.ofNullable(input.observed().processes().get(step.unit())));
    List<ExplainedChange> changes = new ArrayList<>();
    for (Weighed weighed : grounds.weighed()) {
      changes.add(stories.of(weighed, Optional.ofNullable(files.get(weighed.change()))));
    }
    return new Story.Changes(mode(grounds), changes, remarks(grounds, step), refused(step));
  }

  /** What follows the reasons of the changes. */
  private static List<Reason> remarks(Grounds grounds, Step step) {
    List<Reason> all = step.verdict().reasons();
    return all.subList(grounds.weighed().size(), all.size());
  }

  private List<Reason> refused(Step step) {
    return plan().refused().stream()
        .filter(each -> each.unit().equals(step.unit()))
        .map(Plan.RefusedUnit::reason)
        .toList();
  }

  private static ChosenMode mode(Grounds grounds) {
    UnitMode mode = grounds.mode();
    String policy = grounds.policy().map(Policy::name).orElse("");
    String chosenBy =
        mode.isOperators()
            ? "policy " + policy
            : mode.reason().map(Reason::rule).orElse("the default");
    return new ChosenMode(mode.mode(), chosenBy);
  }
}
