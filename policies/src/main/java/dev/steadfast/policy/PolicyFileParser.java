package dev.steadfast.policy;

import dev.steadfast.config.Term;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.policy.PolicyDraft.Parts;
import dev.steadfast.policy.PolicyDraft.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads one policy file. What it relies on in another file of the same policy is checked later, by
 * {@link PolicyAssembly}.
 */
final class PolicyFileParser {
  private static final Fields.Shape POLICY =
      new Fields.Shape(
          "a policy",
          List.of("name"),
          List.of(
              "match",
              "artefacts",
              "rules",
              "client",
              "running",
              "validate",
              "reload",
              "witness",
              "mode",
              "secrets"));
  private static final Fields.Shape MATCH =
      new Fields.Shape("'match'", List.of("program", "units"), List.of());
  private static final Fields.Shape CLIENT =
      new Fields.Shape(
          "'client'", List.of("run", "deadline", "because", "source"), List.of("values"));
  private static final Fields.Shape LINE_OF_FILE =
      new Fields.Shape("a value of 'client'", List.of("file", "line"), List.of());
  private static final Fields.Shape RUNNING =
      new Fields.Shape("'running'", List.of("artefact", "query", "because", "source"), List.of());
  private static final Fields.Shape RELOAD =
      new Fields.Shape("'reload'", List.of("kind"), List.of());
  private static final int GREATEST_LINE = 10_000;
  private static final String VALUE_NAME = "[a-z][A-Za-z0-9]*";

  private final Problems problems;
  private final Tables tables;
  private final List<Reference> references = new ArrayList<>();
  private final Terms terms = new Terms(references);

  private PolicyFileParser(SourceText source, Tables tables) {
    this.problems = new Problems(source);
    this.tables = tables;
  }

  /** The policy of one file, or everything that is wrong with it. */
  static Parsed<PolicyDraft> parse(SourceText source, Tables tables) {
    return new PolicyFileParser(source, tables).policy();
  }

  private Parsed<PolicyDraft> policy() {
    YamlNode root =
        YamlReader.read(problems).orElse(new YamlNode.Mapping(1, Collections.emptyList()));
    if (problems.any()) {
      return problems.rejected();
    }
    Fields fields = Fields.of(root, POLICY, problems);
    String name = fields.has("name") ? fields.name("name") : "";
    Parts parts = parts(fields);
    Rows rows =
        new Rows(
            new ArtefactParser(terms, tables, references).artefacts(fields),
            new RuleParser(tables, references).rules(fields, name),
            new CheckParser(terms, references).validations(fields),
            new CheckParser(terms, references).witnesses(fields));
    return problems.unlessFound(
        new PolicyDraft(
            fields.place("name"),
            name,
            parts,
            rows,
            references,
            root instanceof YamlNode.Mapping mapping ? mapping.entries() : List.of()));
  }

  private Parts parts(Fields fields) {
    return new Parts(
        fields.node("match").map(this::match),
        fields.node("client").map(this::client),
        fields.node("running").map(this::running),
        fields.node("reload").map(this::reload),
        fields.wordIfPresent("mode", Mode.class),
        fields.texts("secrets"));
  }

  private Match match(YamlNode node) {
    Fields fields = Fields.of(node, MATCH, problems);
    return new Match(fields.text("program"), fields.texts("units"));
  }

  private ReloadKind reload(YamlNode node) {
    return Fields.of(node, RELOAD, problems).word("kind", ReloadKind.class);
  }

  private RunningValues running(YamlNode node) {
    Fields fields = Fields.of(node, RUNNING, problems);
    String artefact = fields.text("artefact");
    references.add(new Reference(fields.place("artefact"), Reference.Sort.ARTEFACT, artefact));
    references.add(new Reference(fields.place("query"), Reference.Sort.CLIENT, ""));
    return new RunningValues(artefact, fields.text("query"), fields.evidence());
  }

  private Client client(YamlNode node) {
    Fields fields = Fields.of(node, CLIENT, problems);
    SortedMap<String, Client.FileLine> values = values(fields);
    Placeholders allowed = Placeholders.client(List.copyOf(values.keySet()));
    List<Term> run = terms.command(fields, "run", allowed);
    if (!run.isEmpty() && run.stream().noneMatch(Placeholders::hasQuery)) {
      fields.report("run", "'run' of 'client' has no '{query}'", "Put it where the query goes.");
    }
    return new Client(run, values, fields.duration("deadline"), fields.evidence());
  }

  private SortedMap<String, Client.FileLine> values(Fields client) {
    SortedMap<String, Client.FileLine> values = new TreeMap<>();
    Optional<YamlNode> node = client.node("values");
    if (node.isEmpty()) {
      return values;
    }
    for (YamlNode.Entry entry : Fields.any(node.get(), "'values'", problems).all()) {
      if (!entry.key().matches(VALUE_NAME) || entry.key().equals("query")) {
        String detail = "Letters and digits, a lower-case letter first; '{query}' has a meaning.";
        problems.add(entry.line(), "'" + entry.key() + "' cannot name a value", detail);
      }
      Fields fields = Fields.of(entry.value(), LINE_OF_FILE, problems);
      values.put(
          entry.key(),
          new Client.FileLine(terms.file(fields, "file"), fields.integer("line", GREATEST_LINE)));
    }
    return values;
  }
}
