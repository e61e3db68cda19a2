package dev.steadfast.policy;

import dev.steadfast.policy.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes YAML nodes for people, in a form that {@link YamlReader} reads as the same nodes: short
 * lists and mappings on one line, long texts folded.
 */
final class YamlWriter {
  private static final int WIDTH = 100;
  private static final String INDENT = "  ";

  /** A text that needs no quotation marks between brackets, and therefore nowhere. */
  private static final Pattern PLAIN = Pattern.compile("-{0,2}[A-Za-z/_][A-Za-z0-9_./@+-]*");

  private static final Pattern DURATION = Pattern.compile("[0-9]+(ms|s|min)");
  private static final List<String> NOT_TEXT =
      List.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  /** A text that can be folded: words with one blank between them. */
  private static final Pattern WORDS =
      Pattern.compile("[\\p{Graph}\\p{L}]+( [\\p{Graph}\\p{L}]+)*");

  /** What makes a sentence something else than a sentence. */
  private static final Pattern NOT_SENTENCE = Pattern.compile("^[^A-Za-z]|: | #|:$");

  private YamlWriter() {}

  /** A key with its value. */
  static List<String> entry(YamlNode.Entry entry) {
    String key = text(entry.key()) + ":";
    if (entry.value() instanceof Scalar(int _, Scalar.Kind kind, String text)
        && kind == Scalar.Kind.TEXT
        && WORDS.matcher(text).matches()) {
      if (text.length() > WIDTH) {
        return folded(key, text);
      }
      if (text.indexOf(' ') > 0 && !NOT_SENTENCE.matcher(text).find()) {
        return List.of(key + " " + text);
      }
    }
    String flow = flow(entry.value());
    if (isOneLine(entry.value(), flow.length())) {
      return List.of(key + " " + flow);
    }
    List<String> lines = new ArrayList<>(List.of(key));
    lines(entry.value()).forEach(line -> lines.add(INDENT + line));
    return lines;
  }

  /** A node, a mapping with each entry on lines of its own. */
  static List<String> lines(YamlNode node) {
    List<String> lines = new ArrayList<>();
    switch (node) {
      case Scalar scalar -> lines.add(scalar(scalar));
      case YamlNode.Sequence(int _, List<YamlNode> items) ->
          items.forEach(item -> lines.addAll(item(lines(item))));
      case YamlNode.Mapping(int _, List<YamlNode.Entry> entries) ->
          entries.forEach(entry -> lines.addAll(entry(entry)));
    }
    return lines;
  }

  /** The lines of a list's item, with its hyphen. */
  private static List<String> item(List<String> lines) {
    List<String> item = new ArrayList<>();
    for (String line : lines) {
      item.add((item.isEmpty() ? "- " : INDENT) + line);
    }
    return item;
  }

  private static List<String> folded(String key, String text) {
    List<String> lines = new ArrayList<>(List.of(key + " >-"));
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(INDENT + line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(INDENT + line);
    return lines;
  }

  /** Scalars and lists of them always, mappings if they are short, and simple or empty. */
  private static boolean isOneLine(YamlNode node, int length) {
    return switch (node) {
      case Scalar _ -> true;
      case YamlNode.Sequence _ -> isFlat(node);
      case YamlNode.Mapping mapping ->
          mapping.entries().isEmpty() || (isFlat(node) && length <= WIDTH);
    };
  }

  /** Whether nothing in it holds anything but scalars and lists of them. */
  private static boolean isFlat(YamlNode node) {
    return switch (node) {
      case Scalar _ -> true;
      case YamlNode.Sequence sequence ->
          sequence.items().stream().allMatch(Scalar.class::isInstance);
      case YamlNode.Mapping mapping ->
          mapping.entries().stream()
              .allMatch(e -> !(e.value() instanceof YamlNode.Mapping) && isFlat(e.value()));
    };
  }

  private static String flow(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> scalar(scalar);
      case YamlNode.Sequence(int _, List<YamlNode> items) ->
          "[" + String.join(", ", items.stream().map(YamlWriter::flow).toList()) + "]";
      case YamlNode.Mapping(int _, List<YamlNode.Entry> entries) ->
          entries.isEmpty()
              ? "{}"
              : "{ "
                  + String.join(
                      ", ",
                      entries.stream().map(e -> text(e.key()) + ": " + flow(e.value())).toList())
                  + " }";
    };
  }

  private static String scalar(Scalar scalar) {
    return scalar.kind() == Scalar.Kind.TEXT ? text(scalar.text()) : scalar.text();
  }

  private static String text(String text) {
    boolean isPlain =
        (PLAIN.matcher(text).matches() || DURATION.matcher(text).matches())
            && !NOT_TEXT.contains(text.toLowerCase(Locale.ROOT));
    return isPlain ? text : quoted(text);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(code -> append(code, out));
    return out.append('"').toString();
  }

  private static void append(int code, StringBuilder out) {
    switch (code) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      default -> {
        boolean isVisible = (code >= ' ' && code < 0x7f) || Character.isLetter(code);
        if (isVisible) {
          out.appendCodePoint(code);
        } else {
          out.append("\\U%08x".formatted(code));
        }
      }
    }
  }
}
