package dev.steadfast.report;

import dev.steadfast.plan.Reason;
import java.util.Optional;

/** One reason on one line: {@code conf work_mem: 4MB -> 8MB (rule id: because)}. */
final class ReasonText {
  private static final String NO_RULE = "none";

  private ReasonText() {}

  static String of(Reason reason) {
    String subject = subjectAndChange(reason);
    String line =
        subject.isEmpty()
            ? reason.because() + "  (" + rule(reason) + when(reason) + ")"
            : subject + "  (" + ruleBecause(reason) + when(reason) + ")";
    return Printable.of(ShortPaths.in(line));
  }

  /** What it is about, without who decided on it. */
  static String subjectOf(Reason reason) {
    String subject = subjectAndChange(reason);
    return Printable.of(ShortPaths.in(subject.isEmpty() ? reason.because() : subject));
  }

  private static String subjectAndChange(Reason reason) {
    return subject(reason) + change(reason.before(), reason.after());
  }

  private static String subject(Reason reason) {
    if (reason.artefact().isEmpty() || reason.key().isEmpty()) {
      return reason.artefact() + reason.key();
    }
    return reason.artefact() + " " + reason.key();
  }

  static String change(Optional<String> before, Optional<String> after) {
    if (before.isEmpty() && after.isEmpty()) {
      return "";
    }
    return ": " + before.orElse("(not set)") + " -> " + after.orElse("(not set)");
  }

  private static String rule(Reason reason) {
    return reason.rule().equals(NO_RULE) ? "no rule" : "rule " + reason.rule();
  }

  private static String ruleBecause(Reason reason) {
    String rule = rule(reason);
    return reason.because().isEmpty() ? rule : rule + ": " + reason.because();
  }

  /** When the change takes effect, unless the step's own action says so. */
  private static String when(Reason reason) {
    return switch (reason.effect()) {
      case NONE, RELOAD, RESTART -> "";
      case NEXT_START -> "; matters at the next start";
      case MANAGER -> "; applied by daemon-reload";
    };
  }
}
