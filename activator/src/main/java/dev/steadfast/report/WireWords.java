package dev.steadfast.report;

import dev.steadfast.plan.Basis;
import dev.steadfast.plan.ExplainedRule;
import dev.steadfast.plan.Handover;
import dev.steadfast.plan.ValidationSpec;
import dev.steadfast.plan.WitnessSpec;
import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Mode;

/** The words of the JSON form. They stay as they are when a constant is renamed. */
final class WireWords {
  private WireWords() {}

  static String of(Handover handover) {
    return switch (handover) {
      case Handover.Stable stable -> "stable";
      case Handover.Named named -> "named";
      case Handover.ByCommand command -> "reload-command";
      case Handover.Bind bind -> "bind";
      case Handover.Relink relink -> "relink";
    };
  }

  static String of(WitnessSpec witness) {
    return switch (witness) {
      case WitnessSpec.QueryMoved moved -> "query-moved";
      case WitnessSpec.QueryEmpty empty -> "query-empty";
      case WitnessSpec.QueryOnly only -> "query-only";
      case WitnessSpec.LogFreeOf log -> "log-free-of";
      case WitnessSpec.ChildrenReplaced children -> "children-replaced";
    };
  }

  static String of(Effect effect) {
    return switch (effect) {
      case NONE -> "none";
      case NEXT_START -> "next-start";
      case MANAGER -> "manager";
      case RELOAD -> "reload";
      case RESTART -> "restart";
    };
  }

  static String of(Mode mode) {
    return switch (mode) {
      case RESTART -> "restart";
      case OWE -> "owe";
      case REFUSE -> "refuse";
    };
  }

  static String of(Basis basis) {
    return switch (basis) {
      case OBSERVED -> "observed";
      case ASSUMED -> "assumed";
    };
  }

  static String of(ValidationSpec validation) {
    return switch (validation) {
      case ValidationSpec.Command command -> "command";
      case ValidationSpec.ColumnIn column -> "column-in";
      case ValidationSpec.QueryEmpty query -> "query-empty";
    };
  }

  static String of(ExplainedRule.Author author) {
    return switch (author) {
      case DEFAULT_ROW -> "default-row";
      case UNIT -> "unit";
      case SHIPPED_POLICY -> "shipped-policy";
      case OPERATORS_POLICY -> "operators-policy";
      case NOBODY -> "nobody";
    };
  }
}
