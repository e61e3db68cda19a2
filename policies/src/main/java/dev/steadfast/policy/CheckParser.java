package dev.steadfast.policy;

import dev.steadfast.policy.PolicyDraft.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code validate} and {@code witness}. */
final class CheckParser {
  private final Terms terms;
  private final List<Reference> references;

  CheckParser(Terms terms, List<Reference> references) {
    this.terms = terms;
    this.references = references;
  }

  /** The kinds of {@link Validation}, by the words of policy files. */
  private enum ValidationKind {
    COMMAND,
    QUERY_EMPTY,
    COLUMN_IN
  }

  /** The kinds of {@link Witness}, by the words of policy files. */
  private enum WitnessKind {
    QUERY_MOVED,
    QUERY_EMPTY,
    QUERY_ONLY_OWED,
    LOG_FREE_OF,
    CHILDREN_REPLACED
  }

  private static Fields.Shape shape(ValidationKind kind) {
    return switch (kind) {
      case COMMAND -> shape("a validation", List.of("artefact", "run", "deadline"), List.of());
      case QUERY_EMPTY -> shape("a validation", List.of("artefact", "query"), List.of());
      case COLUMN_IN -> shape("a validation", List.of("artefact", "column", "values"), List.of());
    };
  }

  private static Fields.Shape shape(WitnessKind kind) {
    return switch (kind) {
      case QUERY_MOVED -> shape("a witness", List.of("query", "within"), List.of());
      case QUERY_EMPTY, QUERY_ONLY_OWED -> shape("a witness", List.of("query"), List.of());
      case LOG_FREE_OF -> shape("a witness", List.of("text"), List.of("anchor"));
      case CHILDREN_REPLACED -> shape("a witness", List.of("title", "within"), List.of());
    };
  }

  List<Row<Validation>> validations(Fields policy) {
    return RowParser.rows(policy, "validate", item -> validation(item, policy.problems()));
  }

  List<Row<Witness>> witnesses(Fields policy) {
    return RowParser.rows(policy, "witness", item -> witness(item, policy.problems()));
  }

  private Validation validation(YamlNode item, Problems problems) {
    return kind(item, ValidationKind.class, problems)
        .map(kind -> validation(kind, item, problems))
        .orElse(new Validation.QueryEmpty("", "", "", new Evidence("", "")));
  }

  private Validation validation(ValidationKind kind, YamlNode item, Problems problems) {
    Fields fields = Fields.of(item, shape(kind), problems);
    String id = fields.text("id");
    String artefact = artefact(fields);
    return switch (kind) {
      case COMMAND ->
          new Validation.Command(
              id,
              artefact,
              terms.command(fields, "run", Placeholders.VALIDATION),
              fields.duration("deadline"),
              fields.evidence());
      case QUERY_EMPTY -> new Validation.QueryEmpty(id, artefact, query(fields), fields.evidence());
      case COLUMN_IN ->
          new Validation.ColumnIn(
              id, artefact, fields.text("column"), fields.texts("values"), fields.evidence());
    };
  }

  private Witness witness(YamlNode item, Problems problems) {
    return kind(item, WitnessKind.class, problems)
        .map(kind -> witness(kind, item, problems))
        .orElse(new Witness.QueryEmpty("", "", new Evidence("", "")));
  }

  private Witness witness(WitnessKind kind, YamlNode item, Problems problems) {
    Fields fields = Fields.of(item, shape(kind), problems);
    String id = fields.text("id");
    return switch (kind) {
      case QUERY_MOVED ->
          new Witness.QueryMoved(id, query(fields), fields.duration("within"), fields.evidence());
      case QUERY_EMPTY -> new Witness.QueryEmpty(id, query(fields), fields.evidence());
      case QUERY_ONLY_OWED -> new Witness.QueryOnlyOwed(id, query(fields), fields.evidence());
      case LOG_FREE_OF ->
          new Witness.LogFreeOf(
              id, fields.text("text"), fields.textIfPresent("anchor"), fields.evidence());
      case CHILDREN_REPLACED ->
          new Witness.ChildrenReplaced(
              id, title(fields), fields.duration("within"), fields.evidence());
    };
  }

  private static String title(Fields fields) {
    String title = fields.text("title");
    if (!title.equals(title.stripTrailing())) {
      String detail = "Titles are compared without trailing blanks: remove them.";
      fields.report("title", "'title' of a witness ends with a blank", detail);
    }
    return title;
  }

  /** The kind decides which other keys there are, so it is read first. */
  private static <E extends Enum<E>> Optional<E> kind(
      YamlNode item, Class<E> type, Problems problems) {
    Fields fields = Fields.any(item, "a row", problems);
    if (!fields.has("kind")) {
      String advice = Spelling.advice("", Vocabulary.words(type));
      fields.report("kind", "a row lacks 'kind'", advice);
    }
    return fields.wordIfPresent("kind", type);
  }

  private static Fields.Shape shape(String what, List<String> keys, List<String> optional) {
    List<String> required = new ArrayList<>(List.of("id", "kind", "because", "source"));
    required.addAll(keys);
    return new Fields.Shape(what, required, optional);
  }

  private String artefact(Fields fields) {
    String artefact = fields.text("artefact");
    references.add(new Reference(fields.place("artefact"), Reference.Sort.ARTEFACT, artefact));
    return artefact;
  }

  private String query(Fields fields) {
    references.add(new Reference(fields.place("query"), Reference.Sort.CLIENT, ""));
    return fields.text("query");
  }
}
