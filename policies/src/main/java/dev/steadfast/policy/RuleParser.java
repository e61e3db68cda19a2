package dev.steadfast.policy;

import dev.steadfast.policy.PolicyDraft.Row;
import java.util.List;
import java.util.SortedSet;

/** Reads {@code rules}. */
final class RuleParser {
  private static final Fields.Shape BY_TABLE =
      new Fields.Shape(
          "a rule with a table",
          List.of("id", "artefact", "table", "because", "source"),
          List.of());
  private static final Fields.Shape BY_KEYS =
      new Fields.Shape(
          "a rule",
          List.of("id", "artefact", "keys", "effect", "because", "source"),
          List.of("when"));
  private final Tables tables;
  private final List<Reference> references;

  RuleParser(Tables tables, List<Reference> references) {
    this.tables = tables;
    this.references = references;
  }

  List<Row<Rule>> rules(Fields policy, String policyName) {
    return RowParser.rows(policy, "rules", item -> rule(item, policy.problems(), policyName));
  }

  private Rule rule(YamlNode item, Problems problems, String policyName) {
    boolean byTable = Fields.any(item, "a rule", problems).has("table");
    Fields fields = Fields.of(item, byTable ? BY_TABLE : BY_KEYS, problems);
    String artefact = fields.text("artefact");
    references.add(new Reference(fields.place("artefact"), Reference.Sort.ARTEFACT, artefact));
    String id = policyName + "/" + fields.text("id");
    return new Rule(id, artefact, byTable ? table(fields) : matching(fields), fields.evidence());
  }

  private Rule.Keys table(Fields fields) {
    references.add(new Reference(fields.place("table"), Reference.Sort.RELOAD, ""));
    return new Rule.Keys.Table(tables.table(fields, "table"));
  }

  private Rule.Keys matching(Fields fields) {
    Effect effect = fields.word("effect", Effect.class);
    if (effect == Effect.RELOAD) {
      references.add(new Reference(fields.place("effect"), Reference.Sort.RELOAD, ""));
    }
    SortedSet<Edit> when = fields.has("when") ? fields.words("when", Edit.class) : Edit.ALL;
    return new Rule.Keys.Matching(fields.text("keys"), when, effect);
  }
}
