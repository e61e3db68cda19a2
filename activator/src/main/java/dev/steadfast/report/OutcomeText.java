package dev.steadfast.report;

import dev.steadfast.activate.StepOutcome;
import dev.steadfast.diff.Secrets;
import java.util.List;
import java.util.Locale;

/** What became of one step, and what that means, on one line. */
enum OutcomeText {
  DONE("done", Ink.GOOD),
  UNPROVEN("UNPROVEN", Ink.ALARM),
  UNDONE("UNDONE", Ink.ALARM),
  FAILED("FAILED", Ink.ALARM),
  NOT_RUN("NOT RUN", Ink.ALARM);

  private static final int WIDTH = 10;

  private final String word;
  private final Ink ink;

  OutcomeText(String word, Ink ink) {
    this.word = word;
    this.ink = ink;
  }

  static OutcomeText of(StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.Done done -> DONE;
      case StepOutcome.Unproven unproven -> UNPROVEN;
      case StepOutcome.Undone undone -> UNDONE;
      case StepOutcome.Failed failed -> FAILED;
      case StepOutcome.NotRun notRun -> NOT_RUN;
    };
  }

  /** The word as in the summary line. */
  String counted(int count) {
    return count + " " + word.toLowerCase(Locale.ROOT);
  }

  /** The line, without its end. */
  static String line(StepOutcome outcome, Look look) {
    OutcomeText kind = of(outcome);
    String label = kind.word + " ".repeat(WIDTH - kind.word.length());
    return look.paint(kind.ink, label) + outcome.step().unit() + ": " + meaning(outcome);
  }

  private static String meaning(StepOutcome outcome) {
    StepAction action = StepAction.of(outcome.step());
    return switch (outcome) {
      case StepOutcome.Done done -> action.word() + ", " + done.took().toMillis() + " ms";
      case StepOutcome.Unproven unproven ->
          action.word() + " carried out, but nothing shows its effect: " + why(unproven.why());
      case StepOutcome.Undone undone ->
          action.word()
              + " taken back; it runs with its previous configuration, and its next start will read"
              + " the rejected one: "
              + why(undone.why());
      case StepOutcome.Failed failed ->
          action.word()
              + " ended with "
              + failed.result().name().toLowerCase(Locale.ROOT).replace('_', '-')
              + ": "
              + why(failed.why());
      case StepOutcome.NotRun notRun -> action.word() + " was not tried: " + why(notRun.why());
    };
  }

  /** Words that may come from a daemon, so that they may hold anything. */
  static String why(String text) {
    return Printable.of(Secrets.shown("", text.strip(), List.of()));
  }
}
