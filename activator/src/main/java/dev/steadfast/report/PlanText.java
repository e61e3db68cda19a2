package dev.steadfast.report;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import java.util.List;

/**
 * A plan as an operator reads it: what is refused, then the steps, disruptive ones first and
 * otherwise by name, then one line that counts them.
 */
public final class PlanText {
  /** The summary counts what keeps processes first, as that is what is asked of it. */
  private static final List<StepAction> COUNTED =
      List.of(
          StepAction.RELOAD,
          StepAction.RESTART,
          StepAction.STOP_START,
          StepAction.STOP,
          StepAction.START,
          StepAction.KEEP);

  private PlanText() {}

  public static String of(Plan plan, Look look) {
    StringBuilder out = new StringBuilder();
    appendRefused(plan, look, out);
    out.append(plan.from()).append(" -> ").append(plan.to()).append(basis(plan)).append("\n");
    if (plan.manager().daemonReload()) {
      out.append("systemd reads its units again (daemon-reload)\n");
    }
    StepText text = new StepText(look);
    for (StepAction action : StepAction.values()) {
      for (Step step : plan.steps().values()) {
        if (StepAction.of(step) == action) {
          text.append(step, out);
        }
      }
    }
    return out.append(summary(plan)).append('\n').toString();
  }

  static void appendRefused(Plan plan, Look look, StringBuilder out) {
    if (plan.refused().isEmpty()) {
      return;
    }
    out.append(look.paint(Ink.ALARM, "REFUSED: nothing is touched")).append('\n');
    for (Plan.RefusedUnit refused : plan.refused()) {
      out.append(look.paint(Ink.ALARM, "!   " + refused.unit() + ":")).append(' ');
      out.append(forbidden(plan, refused)).append(ReasonText.of(refused.reason())).append('\n');
    }
  }

  private static String forbidden(Plan plan, Plan.RefusedUnit refused) {
    Step step = plan.steps().get(refused.unit());
    if (step == null) {
      return "";
    }
    return switch (step.verdict().mode()) {
      case RESTART -> "";
      case REFUSE -> "needs a restart, which its mode refuses: ";
      case OWE -> "needs a restart, which cannot be owed: ";
    };
  }

  private static String basis(Plan plan) {
    return switch (plan.basis()) {
      case OBSERVED -> "";
      case ASSUMED -> " (assumed: each unit runs as the old generation starts it)";
    };
  }

  private static String summary(Plan plan) {
    StringBuilder out = new StringBuilder();
    for (StepAction action : COUNTED) {
      int count = count(plan, action);
      if (count > 0 || isAlwaysCounted(action)) {
        out.append(out.isEmpty() ? "" : ", ").append(action.counted(count));
      }
    }
    int owing = owing(plan);
    out.append(owing == 0 ? "" : "; " + StepAction.RESTART.counted(owing) + " owed");
    int refused = plan.refused().size();
    return out.append(refused == 0 ? "" : "; " + refused + " refused").toString();
  }

  private static boolean isAlwaysCounted(StepAction action) {
    return switch (action) {
      case RESTART, RELOAD, KEEP -> true;
      case STOP, STOP_START, START -> false;
    };
  }

  private static int count(Plan plan, StepAction action) {
    int count = 0;
    for (Step step : plan.steps().values()) {
      count += StepAction.of(step) == action ? 1 : 0;
    }
    return count;
  }

  /** Number of units that owe a restart. */
  static int owing(Plan plan) {
    int count = 0;
    for (Step step : plan.steps().values()) {
      count += step.verdict().owed().isEmpty() ? 0 : 1;
    }
    return count;
  }
}
