package dev.steadfast.report;

import dev.steadfast.plan.ExplainedChange;
import dev.steadfast.plan.Explanation;
import dev.steadfast.plan.Explanation.ChosenMode;
import dev.steadfast.plan.Explanation.Story;
import dev.steadfast.plan.Proof;
import dev.steadfast.plan.Reason;
import dev.steadfast.plan.Step;
import java.util.Optional;

/**
 * An explanation as an operator reads it: a line for the unit's step, then a block for each change
 * from the file to what would be milder, then what the step says besides.
 */
public final class ExplanationText {
  private ExplanationText() {}

  public static String of(Explanation explanation, Look look) {
    StringBuilder out = new StringBuilder();
    out.append(header(explanation, look));
    switch (explanation.story()) {
      case Story.Whole(String sentence) ->
          out.append("      ").append(shown(sentence)).append('\n');
      case Story.Changes story -> append(story, new ChangeBlock(look), out);
    }
    return out.toString();
  }

  private static String header(Explanation explanation, Look look) {
    String assumed =
        switch (explanation.basis()) {
          case OBSERVED -> "";
          case ASSUMED -> " (assumed: it runs as the old generation starts it)";
        };
    return line(explanation, look) + assumed + "\n";
  }

  private static String line(Explanation explanation, Look look) {
    Optional<Step> step = explanation.step();
    if (step.isEmpty()) {
      return explanation.unit() + ": no step";
    }
    StepAction action = StepAction.of(step.get());
    String symbol = action.symbol(look.symbols());
    String line =
        look.paint(
            action.ink(),
            symbol + " ".repeat(4 - symbol.length()) + explanation.unit() + ": " + action.word());
    boolean owes = !step.get().verdict().owed().isEmpty();
    return owes ? line + ", " + look.paint(Ink.ALARM, "restart owed") : line;
  }

  private static void append(Story.Changes story, ChangeBlock block, StringBuilder out) {
    ChosenMode mode = story.mode();
    out.append("      mode ").append(WireWords.of(mode.mode()));
    out.append(", by ").append(shown(mode.chosenBy())).append('\n');
    for (Reason refused : story.refused()) {
      out.append("      ! refused: ").append(ReasonText.of(refused)).append('\n');
    }
    Optional<Proof> told = Optional.empty();
    for (ExplainedChange change : story.changes()) {
      out.append('\n');
      block.append(change, told.equals(Optional.of(change.proof())), out);
      told = Optional.of(change.proof());
    }
    if (!story.remarks().isEmpty()) {
      out.append('\n');
    }
    for (Reason remark : story.remarks()) {
      out.append("also: ").append(ReasonText.of(remark)).append('\n');
    }
  }

  static String shown(String text) {
    return Printable.of(ShortPaths.in(text));
  }
}
