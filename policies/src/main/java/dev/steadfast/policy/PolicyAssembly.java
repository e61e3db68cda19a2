package dev.steadfast.policy;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.policy.PolicyDraft.Parts;
import dev.steadfast.policy.PolicyDraft.Row;
import dev.steadfast.policy.PolicyDraft.Rows;
import dev.steadfast.policy.RuleGroup.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one policy of its shipped file and its operator's file, at least one of which is there. */
final class PolicyAssembly {
  private static final Parts NO_PARTS =
      new Parts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
  private static final Rows NO_ROWS = new Rows(List.of(), List.of(), List.of(), List.of());

  private final List<PolicyDraft> drafts = new ArrayList<>();
  private final Rows shipped;
  private final Rows operator;
  private final Parts parts;
  private final List<Row<PolicyArtefact>> artefacts;
  private final List<Diagnostic> problems = new ArrayList<>();

  private PolicyAssembly(Optional<PolicyDraft> shipped, Optional<PolicyDraft> operator) {
    shipped.ifPresent(drafts::add);
    operator.ifPresent(drafts::add);
    this.shipped = shipped.map(PolicyDraft::rows).orElse(NO_ROWS);
    this.operator = operator.map(PolicyDraft::rows).orElse(NO_ROWS);
    this.parts =
        Overlay.parts(
            shipped.map(PolicyDraft::parts).orElse(NO_PARTS),
            operator.map(PolicyDraft::parts).orElse(NO_PARTS));
    this.artefacts = Overlay.rows(this.shipped.artefacts(), this.operator.artefacts());
  }

  /**
   * The policy, or what its files lack together.
   *
   * @param names of all shipped policies, for advice
   */
  static Parsed<Policy> of(
      Optional<PolicyDraft> shipped, Optional<PolicyDraft> operator, List<String> names) {
    return new PolicyAssembly(shipped, operator).policy(names);
  }

  private Parsed<Policy> policy(List<String> names) {
    checkComplete(names);
    checkReferences();
    checkCycles();
    checkColumns();
    checkDisabled(shipped.rules(), operator.rules());
    checkDisabled(shipped.validations(), operator.validations());
    checkDisabled(shipped.witnesses(), operator.witnesses());
    if (!problems.isEmpty() || parts.match().isEmpty()) {
      return new Parsed.Rejected<>(problems);
    }
    return Parsed.of(
        new Policy(
            drafts.getLast().name(),
            parts.match().get(),
            values(artefacts),
            groups(),
            parts.client(),
            parts.running(),
            values(Overlay.rows(shipped.validations(), operator.validations())),
            parts.reload(),
            values(Overlay.rows(shipped.witnesses(), operator.witnesses())),
            parts.mode(),
            parts.secrets()));
  }

  /** All that the operator writes is in the operator's group, also what replaces a shipped row. */
  private List<RuleGroup> groups() {
    List<RuleGroup> groups = new ArrayList<>();
    List<Rule> left = values(Overlay.left(shipped.rules(), operator.rules()));
    List<Rule> own = values(operator.rules());
    if (!left.isEmpty()) {
      groups.add(new RuleGroup(Origin.SHIPPED, left));
    }
    if (!own.isEmpty()) {
      groups.add(new RuleGroup(Origin.OPERATOR, own));
    }
    return groups;
  }

  private static <T> List<T> values(List<Row<T>> rows) {
    return rows.stream().flatMap(row -> row.value().stream()).toList();
  }

  private void checkComplete(List<String> names) {
    boolean rules = !shipped.rules().isEmpty() || !operator.rules().isEmpty();
    lacks("match", parts.match().isPresent(), names);
    lacks("artefacts", !artefacts.isEmpty(), names);
    lacks("rules", rules, names);
  }

  private void lacks(String key, boolean present, List<String> names) {
    PolicyDraft draft = drafts.getLast();
    String detail =
        "Add it, or name a shipped policy to lay this file over. "
            + Spelling.advice(draft.name(), names);
    String summary = "policy '" + draft.name() + "' lacks '" + key + "'";
    require(present, draft.place(), summary, detail);
  }

  private void checkReferences() {
    List<String> names = artefacts.stream().map(Row::id).toList();
    for (PolicyDraft draft : drafts) {
      for (Reference reference : draft.references()) {
        check(reference, names);
      }
    }
  }

  private void check(Reference reference, List<String> names) {
    Place place = reference.place();
    String name = reference.name();
    switch (reference.sort()) {
      case ARTEFACT -> {
        String summary = "there is no artefact '" + name + "'";
        require(names.contains(name), place, summary, Spelling.advice(name, names));
      }
      case CLIENT -> {
        String summary = "a query, and no 'client' to put it";
        require(parts.client().isPresent(), place, summary, "Say with 'client' how to ask.");
      }
      case RELOAD -> {
        String summary = "a rule asks for a reload, and there is no 'reload'";
        require(parts.reload().isPresent(), place, summary, "Say with 'reload' how it is told.");
      }
    }
  }

  private void require(boolean holds, Place place, String summary, String detail) {
    if (!holds) {
      problems.add(place.error(summary, detail));
    }
  }

  /** An artefact whose path stands in an artefact whose path stands in … itself. */
  private void checkCycles() {
    for (Row<PolicyArtefact> row : artefacts) {
      Optional<Row<PolicyArtefact>> outer = outer(row);
      for (int steps = 0; outer.isPresent() && steps < artefacts.size(); steps++) {
        if (outer.get().id().equals(row.id())) {
          String summary = "the path of artefact '" + row.id() + "' depends on itself";
          problems.add(row.place().error(summary, "Name it with 'from' in a setting."));
          break;
        }
        outer = outer(outer.get());
      }
    }
  }

  private Optional<Row<PolicyArtefact>> outer(Row<PolicyArtefact> row) {
    return row.value()
        .flatMap(PolicyArtefact::outer)
        .flatMap(name -> Overlay.find(name, artefacts));
  }

  /** A column that the artefact's dialect does not have. */
  private void checkColumns() {
    for (Row<Validation> row : Overlay.rows(shipped.validations(), operator.validations())) {
      if (row.value().orElse(null) instanceof Validation.ColumnIn check) {
        List<String> known =
            Overlay.find(check.artefact(), artefacts)
                .flatMap(Row::value)
                .map(artefact -> artefact.spec().dialect().columns())
                .orElse(List.of(check.column()));
        if (!known.contains(check.column())) {
          String summary =
              "artefact '" + check.artefact() + "' has no column '" + check.column() + "'";
          problems.add(row.place().error(summary, Spelling.advice(check.column(), known)));
        }
      }
    }
  }

  private <T> void checkDisabled(List<Row<T>> below, List<Row<T>> above) {
    List<String> ids = below.stream().map(Row::id).toList();
    below.forEach(row -> disables(row, List.of()));
    above.forEach(row -> disables(row, ids));
  }

  private void disables(Row<?> row, List<String> ids) {
    if (row.value().isEmpty() && !ids.contains(row.id())) {
      String summary = "there is no shipped row '" + row.id() + "' to disable";
      problems.add(row.place().error(summary, Spelling.advice(row.id(), ids)));
    }
  }
}
