package dev.steadfast.policy;

import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.policy.PolicyDraft.Row;
import dev.steadfast.policy.PolicyPart.Standing;
import dev.steadfast.policy.RuleGroup.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy in force, with who wrote each part of it.
 *
 * @param origins whose files it is made of, weakest first
 * @param parts by their keys in the order of {@link #KEYS}; rules as they count, weakest source
 *     first; disabled rows last under their key
 */
public record PolicyListing(Policy policy, List<Origin> origins, List<PolicyPart> parts) {
  /** The keys of a policy after its name, in the order that is easy to read. */
  public static final List<String> KEYS =
      List.of(
          "match",
          "mode",
          "artefacts",
          "rules",
          "client",
          "running",
          "validate",
          "reload",
          "witness",
          "secrets");

  public PolicyListing {
    origins = List.copyOf(origins);
    parts = List.copyOf(parts);
  }

  /** All policies, in order of their names. */
  public static Parsed<List<PolicyListing>> read(PolicyFiles shipped, PolicyFiles operator) {
    return PolicySetReader.layers(shipped, operator)
        .map(all -> all.stream().map(PolicyListing::of).toList());
  }

  private static PolicyListing of(Layers layers) {
    List<Origin> origins = new ArrayList<>();
    layers.shipped().ifPresent(_ -> origins.add(Origin.SHIPPED));
    layers.operator().ifPresent(_ -> origins.add(Origin.OPERATOR));
    List<PolicyPart> parts = new ArrayList<>();
    for (String key : KEYS) {
      parts.addAll(parts(key, layers));
    }
    return new PolicyListing(layers.policy(), origins, parts);
  }

  private static List<PolicyPart> parts(String key, Layers layers) {
    Written shipped = new Written(key, layers.shipped());
    Written operator = new Written(key, layers.operator());
    return switch (key) {
      case "artefacts" -> rows(key, shipped.artefacts(), operator.artefacts());
      case "rules", "validate", "witness" -> rows(key, shipped.rows(), operator.rows());
      case "secrets" -> secrets(shipped.items(), operator.items());
      default -> whole(key, shipped, operator);
    };
  }

  private static List<PolicyPart> whole(String key, Written shipped, Written operator) {
    Optional<YamlNode.Entry> above = operator.entry();
    Optional<YamlNode.Entry> below = shipped.entry();
    Origin origin = above.isPresent() ? Origin.OPERATOR : Origin.SHIPPED;
    boolean both = above.isPresent() && below.isPresent();
    return above.or(() -> below).stream()
        .map(
            entry ->
                new PolicyPart(
                    key,
                    "",
                    origin,
                    both ? Standing.REPLACING : Standing.ALONE,
                    YamlWriter.entry(entry)))
        .toList();
  }

  private static List<PolicyPart> secrets(List<YamlNode> shipped, List<YamlNode> operator) {
    List<PolicyPart> parts = new ArrayList<>();
    shipped.forEach(glob -> parts.add(secret(glob, Origin.SHIPPED)));
    operator.forEach(glob -> parts.add(secret(glob, Origin.OPERATOR)));
    return parts;
  }

  private static PolicyPart secret(YamlNode glob, Origin origin) {
    String text = glob instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    return new PolicyPart("secrets", text, origin, Standing.ALONE, YamlWriter.lines(glob));
  }

  private static List<PolicyPart> rows(
      String key, List<Row<YamlNode>> shipped, List<Row<YamlNode>> operator) {
    List<Row<YamlNode>> merged = new ArrayList<>();
    if (key.equals("rules")) {
      merged.addAll(Overlay.left(shipped, operator));
      merged.addAll(operator);
    } else {
      merged.addAll(Overlay.rows(shipped, operator));
      operator.stream().filter(row -> row.value().isEmpty()).forEach(merged::add);
    }
    merged.sort((a, b) -> Boolean.compare(a.value().isEmpty(), b.value().isEmpty()));
    List<PolicyPart> parts = new ArrayList<>();
    for (Row<YamlNode> row : merged) {
      boolean isOwn = operator.contains(row);
      boolean isOver = isOwn && Overlay.find(row.id(), shipped).isPresent();
      Standing standing =
          row.value().isEmpty() ? Standing.DISABLED : isOver ? Standing.REPLACING : Standing.ALONE;
      List<String> yaml = row.value().map(node -> yaml(key, row.id(), node)).orElse(List.of());
      Origin origin = isOwn ? Origin.OPERATOR : Origin.SHIPPED;
      parts.add(new PolicyPart(key, row.id(), origin, standing, yaml));
    }
    return parts;
  }

  private static List<String> yaml(String key, String id, YamlNode node) {
    return key.equals("artefacts")
        ? YamlWriter.entry(new YamlNode.Entry(node.line(), id, node))
        : YamlWriter.lines(node);
  }

  /** What one file has under a key. */
  private record Written(String key, Optional<PolicyDraft> draft) {
    Optional<YamlNode.Entry> entry() {
      return draft.flatMap(file -> file.written(key));
    }

    List<YamlNode> items() {
      return entry()
          .map(found -> found.value() instanceof YamlNode.Sequence list ? list.items() : null)
          .orElse(List.of());
    }

    List<Row<YamlNode>> rows() {
      List<Row<YamlNode>> rows = new ArrayList<>();
      for (YamlNode item : items()) {
        if (item instanceof YamlNode.Mapping row) {
          boolean isDisabled = row.entries().stream().anyMatch(e -> e.key().equals("disabled"));
          rows.add(row(item.line(), id(row), isDisabled ? Optional.empty() : Optional.of(item)));
        }
      }
      return rows;
    }

    private static String id(YamlNode.Mapping row) {
      for (YamlNode.Entry entry : row.entries()) {
        if (entry.key().equals("id") && entry.value() instanceof YamlNode.Scalar id) {
          return id.text();
        }
      }
      return "";
    }

    List<Row<YamlNode>> artefacts() {
      List<Row<YamlNode>> rows = new ArrayList<>();
      if (entry().map(YamlNode.Entry::value).orElse(null) instanceof YamlNode.Mapping all) {
        all.entries()
            .forEach(one -> rows.add(row(one.line(), one.key(), Optional.of(one.value()))));
      }
      return rows;
    }

    private Row<YamlNode> row(int line, String id, Optional<YamlNode> value) {
      return new Row<>(new Place(draft.orElseThrow().place().source(), line), id, value);
    }
  }
}
