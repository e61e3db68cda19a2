package dev.steadfast.policy;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.policy.PolicyDraft.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the operator's policies as a switch does, and looks for what is allowed and still does not
 * do what its author wants.
 */
public final class PolicyLint {
  private static final String SERVICE = ".service";
  private final Policy policy;
  private final PolicyDraft draft;
  private final List<Diagnostic> warnings = new ArrayList<>();

  private PolicyLint(Policy policy, PolicyDraft draft) {
    this.policy = policy;
    this.draft = draft;
  }

  /**
   * All problems of the operator's files over the shipped ones, unsorted; warnings beyond those of
   * reading only if there is no error. Those are about rows that the operator wrote.
   */
  public static List<Diagnostic> lint(PolicyFiles shipped, PolicyFiles operator) {
    Parsed<List<Layers>> read = PolicySetReader.layers(shipped, operator);
    List<Diagnostic> found = new ArrayList<>(read.diagnostics());
    List<Layers> all = read.orElse(_ -> List.of());
    for (int i = 0; i < all.size(); i++) {
      Policy policy = all.get(i).policy();
      List<Layers> before = all.subList(0, i);
      all.get(i).operator().ifPresent(draft -> found.addAll(warnings(policy, draft, before)));
    }
    return found;
  }

  private static List<Diagnostic> warnings(Policy policy, PolicyDraft draft, List<Layers> before) {
    PolicyLint lint = new PolicyLint(policy, draft);
    lint.match(before);
    lint.artefacts();
    lint.debts();
    lint.witnesses();
    lint.warnings.addAll(RuleLint.lint(policy, draft));
    return lint.warnings;
  }

  private void warn(Place place, String summary, String detail) {
    warnings.add(place.warning(summary, detail));
  }

  private void match(List<Layers> before) {
    if (draft.parts().match().isEmpty()) {
      return;
    }
    for (String glob : policy.match().units()) {
      if (!mayNameService(glob)) {
        String detail = "Names of services end in .service: write it out, as in web@*.service.";
        warn(draft.place("match"), "'" + glob + "' names no service", detail);
      }
    }
    for (Layers other : before) {
      if (takesAll(other.policy().match(), policy.match())) {
        String summary = "policy '" + policy.name() + "' never applies";
        String detail =
            "Policy '"
                + other.policy().name()
                + "' is for the same program and units, and comes before it in order of names:"
                + " give this file that name to lay it over that policy.";
        warn(draft.place("match"), summary, detail);
      }
    }
  }

  /** Whether some name that the glob matches ends in {@code .service}. */
  private static boolean mayNameService(String glob) {
    for (int back = 1; back <= SERVICE.length(); back++) {
      if (back > glob.length()) {
        return false;
      }
      char part = glob.charAt(glob.length() - back);
      if (part == '*') {
        return true;
      }
      if (part != '?' && part != SERVICE.charAt(SERVICE.length() - back)) {
        return false;
      }
    }
    return true;
  }

  private static boolean takesAll(Match first, Match second) {
    return first.program().equals(second.program())
        && second.units().stream()
            .allMatch(unit -> first.units().stream().anyMatch(wide -> Shadow.covers(wide, unit)));
  }

  private void artefacts() {
    for (Row<PolicyArtefact> row : draft.rows().artefacts()) {
      boolean isSpokenOf = rules().stream().anyMatch(rule -> rule.artefact().equals(row.id()));
      if (!isSpokenOf) {
        String summary = "no rule speaks of artefact '" + row.id() + "'";
        warn(row.place(), summary, "Each change of it restarts the unit: write a rule for it.");
      }
    }
  }

  private List<Rule> rules() {
    return policy.rules().stream().flatMap(group -> group.rules().stream()).toList();
  }

  /**
   * A reload hands the whole file over: what of it is owed then shows nowhere but in the process.
   */
  private void debts() {
    boolean isOwing = draft.parts().mode().equals(Optional.of(Mode.OWE));
    if (isOwing && asksForReload() && policy.running().isEmpty()) {
      String detail =
          "A debt is forgotten when a reload replaces the file that it is in: say with 'running' how"
              + " to ask for the values in force.";
      warn(draft.place("mode"), "'mode: owe' without 'running'", detail);
    }
  }

  private boolean asksForReload() {
    return rules().stream().anyMatch(RuleLint::asksForReload);
  }

  private void witnesses() {
    if (!asksForReload()) {
      return;
    }
    if (policy.witnesses().isEmpty()) {
      String detail = "Each reload will be reported as unproven: say what shows that it happened.";
      warn(draft.place("witness"), "no witness", detail);
    } else if (policy.witnesses().stream().noneMatch(PolicyLint::noticesIdleness)) {
      String detail =
          "Add one that waits for a movement (query-moved, children-replaced), or give log-free-of"
              + " an 'anchor' that is logged at each reload.";
      warn(draft.place("witness"), "no witness would notice a reload that did not happen", detail);
    }
  }

  /** Whether a witness tells a reload that did something from one that did nothing. */
  private static boolean noticesIdleness(Witness witness) {
    return switch (witness) {
      case Witness.QueryMoved _, Witness.ChildrenReplaced _ -> true;
      case Witness.LogFreeOf log -> log.anchor().isPresent();
      case Witness.QueryEmpty _, Witness.QueryOnlyOwed _ -> false;
    };
  }
}
