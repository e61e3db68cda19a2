package dev.steadfast.report;

import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Reason;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.WitnessSpec;
import dev.steadfast.unit.UnitType;
import java.util.ArrayList;
import java.util.List;

/** One step of a plan: a line for the unit, then indented what it is made of. */
record StepText(Look look) {
  private static final String INDENT = "      ";
  private static final int SYMBOL_WIDTH = 4;
  private static final int QUERY_WIDTH = 60;

  void append(Step step, StringBuilder out) {
    StepAction action = StepAction.of(step);
    boolean owes = !step.verdict().owed().isEmpty();
    String symbol = action.symbol(look.symbols());
    String blanks = " ".repeat(SYMBOL_WIDTH - symbol.length());
    String line = symbol + blanks + step.unit() + ": " + action.word();
    out.append(look.paint(action.ink(), line));
    out.append(owes ? ", " + look.paint(Ink.ALARM, "restart owed") : "").append('\n');
    for (Reason reason : step.verdict().reasons()) {
      if (!step.verdict().owed().contains(reason)) {
        out.append(INDENT).append(ReasonText.of(reason)).append('\n');
      }
    }
    if (step instanceof Step.Reload reload) {
      append(reload, out);
    }
    for (Reason owed : step.verdict().owed()) {
      out.append(INDENT).append(owed(owed)).append('\n');
    }
  }

  private void append(Step.Reload reload, StringBuilder out) {
    for (Handover handover : reload.handovers()) {
      if (handover instanceof Handover.Named) {
        continue;
      }
      out.append(INDENT).append(Printable.of(ShortPaths.in(via(handover)))).append('\n');
    }
    out.append(INDENT).append(proof(reload)).append('\n');
  }

  private String owed(Reason reason) {
    return look.paint(Ink.ALARM, "! owed until a restart:") + " " + ReasonText.of(reason);
  }

  static String via(Handover handover) {
    String kind = WireWords.of(handover);
    String line = "~ via " + kind + " " + handover.knownAs() + " -> " + handover.content();
    return switch (handover) {
      case Handover.Stable _, Handover.Named _, Handover.ByCommand _ -> line;
      case Handover.Bind bind -> line;
      case Handover.Relink relink -> line + relink.derived().map(StepText::kept).orElse("");
    };
  }

  private static String kept(Handover.Derived derived) {
    List<String> keys = new ArrayList<>();
    derived.values().keySet().forEach(key -> keys.add(key.value()));
    return " (a copy of " + derived.source() + " that keeps " + String.join(", ", keys) + ")";
  }

  private String proof(Step.Reload reload) {
    List<WitnessSpec> witnesses = reload.witnesses();
    if (reload.unit().type() == UnitType.MOUNT) {
      return "proof: the kernel's own answer";
    }
    if (witnesses.isEmpty()) {
      return look.paint(Ink.ALARM, "! no witness: nothing will prove that it took effect");
    }
    List<String> seen = new ArrayList<>();
    witnesses.forEach(witness -> seen.add(seen(witness)));
    return Printable.of("proof: " + String.join("; ", seen));
  }

  static String seen(WitnessSpec witness) {
    return switch (witness) {
      case WitnessSpec.QueryMoved moved ->
          "another answer to \"" + shortened(moved.query()) + "\" than before";
      case WitnessSpec.QueryEmpty empty -> "no row of \"" + shortened(empty.query()) + "\"";
      case WitnessSpec.QueryOnly only ->
          "nothing but what is owed in \"" + shortened(only.query()) + "\"";
      case WitnessSpec.LogFreeOf log -> "no \"" + log.text() + "\" in the log";
      case WitnessSpec.ChildrenReplaced children ->
          "new processes \"" + children.title() + "\" in place of all that were there";
    };
  }

  static String shortened(String query) {
    return query.length() <= QUERY_WIDTH ? query : query.substring(0, QUERY_WIDTH - 3) + "...";
  }
}
