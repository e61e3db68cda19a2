package dev.steadfast.policy;

import dev.steadfast.policy.PolicyDraft.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads a list of rows with an id each, one of which may say {@code disabled: true}. */
final class RowParser {
  private static final Fields.Shape DISABLED =
      new Fields.Shape("a disabled row", List.of("id", "disabled"), List.of());

  private RowParser() {}

  /**
   * The rows under a key, none if it is not there.
   *
   * @param value reads a row that is not disabled
   */
  static <T> List<Row<T>> rows(Fields policy, String key, Function<YamlNode, T> value) {
    List<Row<T>> rows = new ArrayList<>();
    TreeSet<String> ids = new TreeSet<>();
    for (YamlNode item : policy.items(key)) {
      Problems problems = policy.problems();
      Fields fields = Fields.any(item, "a row of '" + key + "'", problems);
      if (!(item instanceof YamlNode.Mapping)) {
        continue;
      }
      Optional<T> read =
          fields.has("disabled") ? disabled(item, problems) : Optional.of(value.apply(item));
      String id = fields.has("id") ? fields.name("id") : "";
      if (!id.isEmpty() && !ids.add(id)) {
        fields.report("id", "two rows of '" + key + "' have the id '" + id + "'", "Rename one.");
      }
      rows.add(new Row<>(new Place(problems.source(), item.line()), id, read));
    }
    return rows;
  }

  private static <T> Optional<T> disabled(YamlNode item, Problems problems) {
    Fields fields = Fields.of(item, DISABLED, problems);
    boolean yes =
        fields.node("disabled").orElse(item) instanceof YamlNode.Scalar scalar
            && scalar.kind() == YamlNode.Scalar.Kind.BOOLEAN
            && scalar.text().equals("true");
    if (!yes) {
      fields.report("disabled", "'disabled' can only be true", "Leave it out to keep the row.");
    }
    return Optional.empty();
  }
}
