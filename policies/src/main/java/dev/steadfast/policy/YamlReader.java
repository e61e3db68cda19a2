package dev.steadfast.policy;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.JacksonYAMLParseException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.steadfast.policy.YamlNode.Scalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads one YAML document with the line of each node; without anchors, aliases and tags. */
final class YamlReader {
  private static final YAMLFactory YAML = new YAMLFactory();
  private final YAMLParser parser;
  private final Problems problems;

  private YamlReader(YAMLParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** The document, or empty when it is none; why is in {@code problems}. */
  static Optional<YamlNode> read(Problems problems) {
    try (YAMLParser parser = YAML.createParser(problems.source().text())) {
      return new YamlReader(parser, problems).document();
    } catch (IOException notYaml) {
      problems.add(lineOf(notYaml), "not YAML: " + message(notYaml), "Mend the syntax.");
      return Optional.empty();
    }
  }

  private static int lineOf(IOException failure) {
    return failure instanceof JacksonYAMLParseException known && known.getLocation() != null
        ? Math.max(0, known.getLocation().getLineNr())
        : 0;
  }

  /**
   * What is wrong and in the midst of what; the indented lines between show the place once more.
   */
  private static String message(IOException failure) {
    String message =
        failure instanceof JacksonYAMLParseException known
            ? known.getOriginalMessage()
            : String.valueOf(failure.getMessage());
    return message.lines().filter(text -> !text.startsWith(" ")).collect(Collectors.joining(", "));
  }

  private Optional<YamlNode> document() throws IOException {
    if (parser.nextToken() == null) {
      problems.add(1, "empty policy", "A policy is a mapping that begins with 'name'.");
      return Optional.empty();
    }
    YamlNode root = node(line());
    if (parser.nextToken() != null) {
      problems.add(line(), "a second document in one file", "Write each policy into its own file.");
    }
    return Optional.of(root);
  }

  /**
   * @param owner line of the key or of the item that a mapping or a list is the value of
   */
  private YamlNode node(int owner) throws IOException {
    int line = line();
    JsonToken token = parser.currentToken();
    if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
      problems.add(line, "anchor, alias or tag", "Policies have none: write the value out.");
    }
    if (token == JsonToken.START_OBJECT) {
      return mapping(owner);
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence(owner);
    }
    return new Scalar(line, kindOf(token), String.valueOf(parser.getText()));
  }

  private static Scalar.Kind kindOf(JsonToken token) {
    if (token == JsonToken.VALUE_STRING) {
      return Scalar.Kind.TEXT;
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return Scalar.Kind.INTEGER;
    }
    return token.isBoolean() ? Scalar.Kind.BOOLEAN : Scalar.Kind.OTHER;
  }

  private YamlNode sequence(int line) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(line()));
    }
    return new YamlNode.Sequence(line, items);
  }

  private YamlNode mapping(int line) throws IOException {
    List<YamlNode.Entry> entries = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int keyLine = line();
      String key = parser.currentName();
      parser.nextToken();
      YamlNode value = node(keyLine);
      if (keys.add(key)) {
        entries.add(new YamlNode.Entry(keyLine, key, value));
      } else {
        problems.add(keyLine, "'" + key + "' stands here twice", "Remove one of the two.");
      }
    }
    return new YamlNode.Mapping(line, entries);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
