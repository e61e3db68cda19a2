package dev.steadfast.report;

import dev.steadfast.activate.ActivationReport;
import dev.steadfast.activate.Aftermath;
import dev.steadfast.activate.StepOutcome;
import dev.steadfast.plan.Reason;
import dev.steadfast.plan.Step;
import dev.steadfast.unit.UnitName;

/**
 * What came of a switch: what stopped it, else a line for each step that did something, notes, what
 * is owed, and one line that counts.
 */
public final class ReportText {
  private ReportText() {}

  public static String of(ActivationReport report, Look look) {
    StringBuilder out = new StringBuilder();
    PlanText.appendRefused(report.plan(), look, out);
    if (!report.invalid().isEmpty()) {
      out.append(look.paint(Ink.ALARM, "REJECTED: not valid, nothing is touched")).append('\n');
      for (String problem : report.invalid()) {
        out.append("!   ").append(OutcomeText.why(problem)).append('\n');
      }
    }
    appendActivation(report, look, out);
    for (StepOutcome outcome : report.outcomes()) {
      if (says(outcome)) {
        out.append(OutcomeText.line(outcome, look)).append('\n');
      }
    }
    appendAftermath(report.aftermath(), look, out);
    for (String note : report.notes()) {
      out.append("note      ").append(OutcomeText.why(note)).append('\n');
    }
    for (Step step : report.plan().steps().values()) {
      appendOwed(step, look, out);
    }
    return out.append(summary(report)).append('\n').toString();
  }

  private static void appendActivation(ActivationReport report, Look look, StringBuilder out) {
    int exit = report.activationExit();
    if (exit > 0) {
      String line = "FAILED    the activation script ended with exit code " + exit;
      out.append(look.paint(Ink.ALARM, line)).append('\n');
    }
  }

  private static void appendAftermath(Aftermath aftermath, Look look, StringBuilder out) {
    for (String trouble : aftermath.troubles()) {
      out.append(look.paint(Ink.ALARM, "FAILED    ")).append(OutcomeText.why(trouble)).append('\n');
    }
    for (UnitName unit : aftermath.down()) {
      out.append(look.paint(Ink.ALARM, "DOWN      ")).append(unit);
      out.append(": was running before this switch and is not now\n");
    }
  }

  /** A unit that was to be kept and was kept needs no line. */
  private static boolean says(StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.Done(Step step, var took) -> !(step instanceof Step.Keep);
      case StepOutcome.Unproven unproven -> true;
      case StepOutcome.Undone undone -> true;
      case StepOutcome.Failed failed -> true;
      case StepOutcome.NotRun notRun -> true;
    };
  }

  private static void appendOwed(Step step, Look look, StringBuilder out) {
    for (Reason owed : step.verdict().owed()) {
      out.append(look.paint(Ink.ALARM, "OWED      " + step.unit() + ": restart for"));
      out.append(' ').append(ReasonText.subjectOf(owed)).append('\n');
    }
  }

  private static String summary(ActivationReport report) {
    StringBuilder out = new StringBuilder(activated(report));
    for (OutcomeText kind : OutcomeText.values()) {
      int count = 0;
      for (StepOutcome outcome : report.outcomes()) {
        count += OutcomeText.of(outcome) == kind ? 1 : 0;
      }
      if (count > 0 || kind == OutcomeText.DONE) {
        out.append(kind == OutcomeText.DONE ? "; " : ", ").append(kind.counted(count));
      }
    }
    int owing = PlanText.owing(report.plan());
    return out.append(owing == 0 ? "" : "; " + StepAction.RESTART.counted(owing) + " owed")
        .toString();
  }

  private static String activated(ActivationReport report) {
    return (report.activationExit() < 0 ? "not activated: " : "activated: ") + report.plan().to();
  }
}
