package dev.steadfast.policy;

import dev.steadfast.config.Dialect;
import dev.steadfast.config.Glob;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.policy.PolicyDraft.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for rules of one file that cannot do what they say. */
final class RuleLint {
  private final Policy policy;
  private final List<Row<Rule>> rows;
  private final List<Diagnostic> warnings = new ArrayList<>();

  private RuleLint(Policy policy, List<Row<Rule>> rows) {
    this.policy = policy;
    this.rows = rows;
  }

  /**
   * The warnings.
   *
   * @param draft the file, of which the policy is made
   */
  static List<Diagnostic> lint(Policy policy, PolicyDraft draft) {
    RuleLint lint = new RuleLint(policy, draft.rows().rules());
    for (int i = 0; i < lint.rows.size(); i++) {
      Row<Rule> row = lint.rows.get(i);
      if (row.value().isPresent()) {
        lint.shadow(i, row.value().get());
        lint.reach(row, row.value().get());
        lint.key(row, row.value().get());
      }
    }
    return lint.warnings;
  }

  private void warn(Row<Rule> row, String summary, String detail) {
    warnings.add(row.place().warning(summary, detail));
  }

  private void shadow(int at, Rule rule) {
    for (int i = 0; i < rows.size(); i++) {
      Optional<Rule> other = rows.get(i).value();
      if (i != at && other.isPresent() && Shadow.covers(other.get(), i < at, rule)) {
        String summary = "rule '" + rows.get(at).id() + "' never decides";
        String detail =
            "Rule '"
                + rows.get(i).id()
                + "' covers the same keys with "
                + (i < at ? "the same or a stronger" : "a stronger")
                + " effect: remove one of them, or make that one's keys fewer.";
        warn(rows.get(at), summary, detail);
        return;
      }
    }
  }

  private void reach(Row<Rule> row, Rule rule) {
    Optional<PolicyArtefact> artefact = policy.artefact(rule.artefact());
    if (artefact.isPresent() && artefact.get().reads() == Reads.ANY_TIME && asksForReload(rule)) {
      String summary = "rule '" + row.id() + "' asks for a reload that is never made";
      String detail =
          "Artefact '"
              + rule.artefact()
              + "' is read at any time, so its content is never replaced under a running process:"
              + " each such change is a restart.";
      warn(row, summary, detail);
    }
  }

  /** Whether some key that a rule covers asks for a reload. */
  static boolean asksForReload(Rule rule) {
    return switch (rule.keys()) {
      case Rule.Keys.Matching matching -> matching.effect() == Effect.RELOAD;
      case Rule.Keys.Table(KeyTable table) ->
          table.rows().values().stream().anyMatch(known -> known.effect() == Effect.RELOAD);
    };
  }

  private void key(Row<Rule> row, Rule rule) {
    Optional<String> only =
        policy.artefact(rule.artefact()).flatMap(artefact -> onlyKey(artefact.spec().dialect()));
    if (only.isPresent()
        && rule.keys() instanceof Rule.Keys.Matching matching
        && !Glob.matches(matching.glob(), only.get())) {
      String summary = "rule '" + row.id() + "' covers no key";
      String detail =
          "The one key of artefact '" + rule.artefact() + "' is '" + only.get() + "': write that.";
      warn(row, summary, detail);
    }
  }

  /** The key of a dialect that has a single one. */
  private static Optional<String> onlyKey(Dialect dialect) {
    if (dialect == Dialect.TEXT) {
      return Optional.of("text");
    }
    return dialect.columns().isEmpty() ? Optional.empty() : Optional.of("rule");
  }
}
