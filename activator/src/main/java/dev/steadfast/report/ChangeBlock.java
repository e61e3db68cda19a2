package dev.steadfast.report;

import dev.steadfast.plan.Arrival;
import dev.steadfast.plan.ChangedFile;
import dev.steadfast.plan.ExplainedChange;
import dev.steadfast.plan.ExplainedRule;
import dev.steadfast.plan.FirstDifference;
import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Naming;
import dev.steadfast.plan.Proof;
import dev.steadfast.plan.ValidationSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One explained change: what it is, then indented one line for each part of its story. */
record ChangeBlock(Look look) {
  private static final String INDENT = "      ";
  private static final String NEXT_LINE = INDENT + "         ";

  void append(ExplainedChange change, boolean isProvedAsBefore, StringBuilder out) {
    out.append(ReasonText.subjectOf(change.reason())).append('\n');
    change.file().ifPresent(file -> part("file", file(file), out));
    naming(change.naming(), change.file().flatMap(ChangedFile::next))
        .ifPresent(text -> part("unit", text, out));
    change.arrival().ifPresent(arrival -> appendArrival(arrival, change, out));
    appendRule(change.rule(), out);
    if (change.reason().effect() != change.rule().effect()) {
      part("effect", WireWords.of(change.reason().effect()) + " in its place", out);
    }
    if (isProvedAsBefore) {
      part("proof", "as for the change above", out);
    } else {
      appendProof(change.proof(), out);
    }
    change.milder().ifPresent(text -> part("milder", text, out));
  }

  private static void part(String name, String text, StringBuilder out) {
    out.append(INDENT).append(name).append(" ".repeat(9 - name.length()));
    out.append(ExplanationText.shown(text)).append('\n');
  }

  private static void more(String text, StringBuilder out) {
    out.append(NEXT_LINE).append(ExplanationText.shown(text)).append('\n');
  }

  private static String file(ChangedFile file) {
    String paths = shown(file.before()) + " -> " + shown(file.next());
    return switch (file.difference()) {
      case FirstDifference.At(Path differs, int line, int lines) -> {
        boolean isIncluded = !Optional.of(differs).equals(file.next());
        String where = line > lines ? "only in that the end is missing" : "first in line " + line;
        yield paths + ", differ " + where + (isIncluded ? " of " + differs : "");
      }
      case FirstDifference.Nowhere(String why) -> paths + " (" + why + ")";
    };
  }

  private static String shown(Optional<Path> path) {
    return path.map(Path::toString).orElse("(none)");
  }

  private static Optional<String> naming(Naming naming, Optional<Path> next) {
    String repointed =
        next.map(path -> path.startsWith("/etc")).orElse(false)
            ? ", a path that activation re-points"
            : "";
    return switch (naming) {
      case Naming.BySetting(var setting, List<Path> scripts) -> {
        StringBuilder text = new StringBuilder(setting + "=");
        scripts.forEach(script -> text.append(", through ").append(script));
        yield Optional.of(text + repointed);
      }
      case Naming.ByKey(String artefact, String key) ->
          Optional.of("key " + key + " of " + artefact + repointed);
      case Naming.NotNamed _ -> Optional.empty();
    };
  }

  private static void appendArrival(Arrival arrival, ExplainedChange change, StringBuilder out) {
    String known =
        arrival.knownAs().map(path -> path + ", by ").orElse("path not known, by ")
            + arrival.knownBy();
    String now = arrival.shown().map(file -> "; shows " + file + " now").orElse("");
    String mounts =
        switch (arrival.mounts()) {
          case 0 -> "";
          case 1 -> "; 1 mount on it";
          default -> "; " + arrival.mounts() + " mounts stacked on it";
        };
    part("process", known + now + mounts, out);
    arrival.handover().ifPresent(handover -> part("handover", handover(handover), out));
    if (arrival.obstacle().isPresent()) {
      String why = arrival.obstacle().get();
      boolean isInMilder = change.milder().map(text -> text.endsWith(why)).orElse(false);
      part("handover", isInMilder ? "not possible, see below" : "not possible: " + why, out);
    }
  }

  private static String handover(Handover handover) {
    return StepText.via(handover).replaceFirst("^~ via ", "");
  }

  private static void appendRule(ExplainedRule rule, StringBuilder out) {
    String effect = ": " + WireWords.of(rule.effect());
    part("rule", who(rule) + effect, out);
    more(rule.because(), out);
    if (!rule.source().isEmpty()) {
      more("source: " + rule.source(), out);
    }
    List<String> others = new ArrayList<>();
    rule.others().forEach(each -> others.add(each.id() + " (" + WireWords.of(each.effect()) + ")"));
    if (!others.isEmpty()) {
      more("covered too, without a say: " + String.join(", ", others), out);
    }
  }

  private static String who(ExplainedRule rule) {
    return switch (rule.author()) {
      case DEFAULT_ROW -> rule.id() + ", a default row";
      case UNIT -> rule.id() + ", by the unit";
      case SHIPPED_POLICY -> rule.id() + ", of the shipped policy";
      case OPERATORS_POLICY -> rule.id() + ", of the operator's policy";
      case NOBODY -> "none covers it";
    };
  }

  private void appendProof(Proof proof, StringBuilder out) {
    List<String> lines = new ArrayList<>();
    proof.validations().forEach(check -> lines.add("before: " + check(check)));
    proof.witnesses().forEach(witness -> lines.add("after: " + StepText.seen(witness)));
    if (!proof.otherwise().isEmpty()) {
      lines.add(proof.otherwise());
    }
    part("proof", lines.getFirst(), out);
    lines.stream().skip(1).forEach(line -> more(line, out));
  }

  /** Of a command its program alone: arguments may hold what the environment does. */
  private static String check(ValidationSpec check) {
    return switch (check) {
      case ValidationSpec.Command command ->
          command.argv().getFirst() + " accepts " + command.artefact();
      case ValidationSpec.ColumnIn column ->
          "column " + column.column() + " holds only what it may: " + column.because();
      case ValidationSpec.QueryEmpty query ->
          "no row of \"" + StepText.shortened(query.query()) + "\"";
    };
  }
}
