package dev.steadfast.cli;

import dev.steadfast.activate.ActivationReport;
import dev.steadfast.activate.Aftermath;
import dev.steadfast.activate.StepOutcome;

/**
 * What the program's exit code means. Actions keep the codes that callers of NixOS's own program
 * know; the authoring commands have codes of their own, so that two meanings share a number.
 */
public enum ExitCode {
  /** Done. Of an action also: something is unproven or owed, which the report says. */
  OK(0),
  /**
   * An error. Of an action: the next system was not activated. Nothing was touched, for bad input,
   * a refused plan or an invalid configuration; or the bus was lost while units were stopped. Of an
   * authoring command also: the plan is refused.
   */
  ERROR(1),
  /** Authoring commands: the command line is wrong. */
  USAGE(2),
  /** Actions: the toplevel's activation script failed, and every unit went well. */
  ACTIVATION_SCRIPT(2),
  /** {@code plan --exit-code}: at least one step other than keep, or something owed. */
  DIFFERENT(3),
  /**
   * Actions: a unit failed, was taken back or was not tried, is failed at the end, or a user's
   * units were not all switched.
   */
  UNITS(4),
  /** Actions: the next system's init is incompatible with the running one; a reboot is needed. */
  REBOOT(100);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The code that an action ends with. */
  static ExitCode of(ActivationReport report) {
    if (!report.plan().refused().isEmpty() || !report.invalid().isEmpty()) {
      return ERROR;
    }
    if (report.activationExit() < 0) {
      return ERROR;
    }
    for (StepOutcome outcome : report.outcomes()) {
      if (!isGood(outcome)) {
        return UNITS;
      }
    }
    Aftermath aftermath = report.aftermath();
    if (!aftermath.failed().isEmpty() || !aftermath.troubles().isEmpty()) {
      return UNITS;
    }
    return report.activationExit() == 0 ? OK : ACTIVATION_SCRIPT;
  }

  private static boolean isGood(StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.Done done -> true;
      case StepOutcome.Unproven unproven -> true;
      case StepOutcome.Undone undone -> false;
      case StepOutcome.Failed failed -> false;
      case StepOutcome.NotRun notRun -> false;
    };
  }
}
