package dev.steadfast.plan;

import dev.steadfast.policy.Mode;
import dev.steadfast.unit.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * Why a plan says of one unit what it says. Decides nothing: it tells how the step came about.
 *
 * @param step as in the plan; empty if the plan has none for the unit
 */
public record Explanation(UnitName unit, Basis basis, Optional<Step> step, Story story) {

  /** How the step came about. */
  public sealed interface Story {

    /** In one sentence, as no single change decides. */
    record Whole(String sentence) implements Story {}

    /**
     * By the unit's changes.
     *
     * @param changes in the order of the step's reasons
     * @param remarks the reasons of the step that are about no change
     * @param refused why the unit's mode refuses the whole switch; empty if it does not
     */
    record Changes(
        ChosenMode mode, List<ExplainedChange> changes, List<Reason> remarks, List<Reason> refused)
        implements Story {
      public Changes {
        changes = List.copyOf(changes);
        remarks = List.copyOf(remarks);
        refused = List.copyOf(refused);
      }
    }
  }

  /**
   * What happens when the unit needs a restart.
   *
   * @param chosenBy policy, flag of the unit, or the default; for people
   */
  public record ChosenMode(Mode mode, String chosenBy) {}

  /** Of a unit that has no step. */
  public static Explanation withoutStep(UnitName unit, Basis basis, String sentence) {
    return new Explanation(unit, basis, Optional.empty(), new Story.Whole(sentence));
  }
}
