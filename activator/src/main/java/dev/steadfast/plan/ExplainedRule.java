package dev.steadfast.plan;

import dev.steadfast.policy.Effect;
import java.util.List;

/**
 * The row that decides on a change.
 *
 * @param id {@code none} if no row covers the change
 * @param effect as the row says; a step's reason has another one where a reload is not possible
 * @param because the row's own words
 * @param source where those are from; empty if it says so itself
 * @param others rows that cover the change too and do not decide
 */
public record ExplainedRule(
    String id, Author author, Effect effect, String because, String source, List<Other> others) {
  public ExplainedRule {
    others = List.copyOf(others);
  }

  /** Who wrote a row. */
  public enum Author {
    /** It holds for every unit. */
    DEFAULT_ROW,
    /** The author of the unit, by a flag or a trigger. */
    UNIT,
    /** It comes with Steadfast. */
    SHIPPED_POLICY,
    /** It was written for this machine. */
    OPERATORS_POLICY,
    /** No row covers the change. */
    NOBODY
  }

  /** A row that does not decide. */
  public record Other(String id, Effect effect) {}
}
