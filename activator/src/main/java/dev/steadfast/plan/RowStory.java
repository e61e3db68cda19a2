package dev.steadfast.plan;

import dev.steadfast.diff.Change;
import dev.steadfast.plan.ExplainedRule.Author;
import dev.steadfast.plan.ExplainedRule.Other;
import dev.steadfast.policy.Decision;
import dev.steadfast.policy.Edit;
import dev.steadfast.policy.Policy;
import java.util.List;
import java.util.Optional;

/** Tells of the row behind a reason. */
final class RowStory {
  private RowStory() {}

  static ExplainedRule of(Weighed weighed, Optional<Policy> policy) {
    List<Decision> covering =
        weighed.change() instanceof Change.ConfigValue value && policy.isPresent()
            ? policy
                .get()
                .covering(
                    value.artefact().name(),
                    value.key(),
                    Edit.between(value.before(), value.after()))
            : List.of();
    return covering.isEmpty() ? ofAll(rowOf(weighed)) : ofPolicy(covering);
  }

  /** A oneshot's flag decides over the row of the change. */
  private static Reason rowOf(Weighed weighed) {
    boolean isOther = !weighed.reason().rule().equals(weighed.byRow().rule());
    return isOther ? weighed.reason() : weighed.byRow();
  }

  private static ExplainedRule ofPolicy(List<Decision> covering) {
    Decision first = covering.getFirst();
    Author author =
        switch (first.origin()) {
          case SHIPPED -> Author.SHIPPED_POLICY;
          case OPERATOR -> Author.OPERATORS_POLICY;
        };
    List<Other> others =
        covering.stream()
            .skip(1)
            .map(decision -> new Other(decision.rule().id(), decision.effect()))
            .toList();
    return new ExplainedRule(
        first.rule().id(),
        author,
        first.effect(),
        first.because(),
        first.rule().evidence().source(),
        others);
  }

  private static ExplainedRule ofAll(Reason row) {
    return new ExplainedRule(
        row.rule(),
        author(row.rule()),
        row.effect(),
        row.because(),
        DefaultRows.sourceOf(row.rule()),
        List.of());
  }

  private static Author author(String rule) {
    if (rule.equals(DefaultRows.NO_RULE)) {
      return Author.NOBODY;
    }
    return rule.startsWith("flag/") ? Author.UNIT : Author.DEFAULT_ROW;
  }
}
