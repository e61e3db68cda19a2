package dev.steadfast.policy;

import dev.steadfast.policy.YamlNode.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entries of one mapping, read by name.
 *
 * <p>Whatever is wrong is reported, and the getter then answers a stand-in. Stand-ins go nowhere: a
 * file with a problem is rejected.
 */
final class Fields {
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(ms|s|min)");
  private final Problems problems;
  private final String what;
  private final int line;
  private final SortedMap<String, YamlNode.Entry> entries = new TreeMap<>();

  private Fields(Problems problems, String what, YamlNode node) {
    this.problems = problems;
    this.what = what;
    this.line = node.line();
    if (node instanceof YamlNode.Mapping mapping) {
      mapping.entries().forEach(entry -> entries.put(entry.key(), entry));
    }
  }

  /**
   * The keys that a mapping may have.
   *
   * @param what the mapping as a person calls it, with its article
   */
  record Shape(String what, List<String> required, List<String> optional) {
    List<String> known() {
      List<String> known = new ArrayList<>(required);
      known.addAll(optional);
      return known;
    }
  }

  /** The entries of a mapping, with unknown and missing keys reported. */
  static Fields of(YamlNode node, Shape shape, Problems problems) {
    Fields fields = any(node, shape.what(), problems);
    if (!(node instanceof YamlNode.Mapping)) {
      return fields;
    }
    for (YamlNode.Entry entry : fields.entries.values()) {
      if (!shape.known().contains(entry.key())) {
        String advice = Spelling.advice(entry.key(), shape.known());
        problems.add(entry.line(), "unknown key '" + entry.key() + "' in " + shape.what(), advice);
      }
    }
    for (String key : shape.required()) {
      if (!fields.has(key)) {
        problems.add(node.line(), shape.what() + " lacks '" + key + "'", "Add it.");
      }
    }
    return fields;
  }

  /** The entries of a mapping with keys of the author's choice. */
  static Fields any(YamlNode node, String what, Problems problems) {
    if (!(node instanceof YamlNode.Mapping)) {
      String summary = what + " is " + node.described();
      problems.add(node.line(), summary, "Write it as a mapping, 'key: value'.");
    }
    return new Fields(problems, what, node);
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  List<YamlNode.Entry> all() {
    return List.copyOf(entries.values());
  }

  /** Line of a key, or of the mapping when it lacks the key. */
  int line(String key) {
    YamlNode.Entry entry = entries.get(key);
    return entry == null ? line : entry.line();
  }

  /** The mapping as a person calls it. */
  String what() {
    return what;
  }

  Problems problems() {
    return problems;
  }

  Place place(String key) {
    return new Place(problems.source(), line(key));
  }

  void report(String key, String summary, String detail) {
    problems.add(line(key), summary, detail);
  }

  Optional<YamlNode> node(String key) {
    return Optional.ofNullable(entries.get(key)).map(YamlNode.Entry::value);
  }

  String text(String key) {
    return node(key).map(node -> itemText(key, node)).orElse("");
  }

  /** A text that is checked elsewhere: {@code otherwise} when it is none. */
  String textOr(String key, String otherwise) {
    return node(key).orElse(null) instanceof Scalar scalar ? scalar.text() : otherwise;
  }

  Optional<String> textIfPresent(String key) {
    return node(key).map(node -> itemText(key, node));
  }

  /** The text of an item of the list under a key, or of that key itself. */
  String itemText(String key, YamlNode node) {
    if (!(node instanceof Scalar(int _, Scalar.Kind kind, String text))
        || kind != Scalar.Kind.TEXT) {
      String detail = "Write a text; one that looks like something else needs quotation marks.";
      problems.add(node.line(), "'" + key + "' of " + what + " is " + node.described(), detail);
      return "";
    }
    if (text.isEmpty()) {
      problems.add(node.line(), "'" + key + "' of " + what + " is empty", "Write a text.");
    }
    return text;
  }

  /** A text of lower-case letters, digits and hyphens. */
  String name(String key) {
    String name = text(key);
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      reportName(line(key), name);
    }
    return name;
  }

  void reportName(int nameLine, String name) {
    String detail =
        "Names begin with a lower-case letter; lower-case letters, digits and '-' follow.";
    problems.add(nameLine, "'" + name + "' cannot be a name", detail);
  }

  <E extends Enum<E>> E word(String key, Class<E> type) {
    return wordIfPresent(key, type).orElse(type.getEnumConstants()[0]);
  }

  /** Empty if the key is not there, or after a problem. */
  <E extends Enum<E>> Optional<E> wordIfPresent(String key, Class<E> type) {
    return node(key).flatMap(node -> itemWord(key, node, type));
  }

  /** One word, or a list of at least one; each once. */
  <E extends Enum<E>> SortedSet<E> words(String key, Class<E> type) {
    boolean isList = node(key).orElse(null) instanceof YamlNode.Sequence;
    List<YamlNode> nodes = isList ? items(key) : node(key).stream().toList();
    TreeSet<E> words = new TreeSet<>();
    for (YamlNode node : nodes) {
      itemWord(key, node, type).ifPresent(word -> words.add(word));
    }
    return words;
  }

  private <E extends Enum<E>> Optional<E> itemWord(String key, YamlNode node, Class<E> type) {
    String word = itemText(key, node);
    Optional<E> constant = Vocabulary.constant(type, word);
    if (constant.isEmpty() && !word.isEmpty()) {
      String advice = Spelling.advice(word, Vocabulary.words(type));
      String summary = "'" + key + "' of " + what + " cannot be '" + word + "'";
      problems.add(node.line(), summary, advice);
    }
    return constant;
  }

  /** A whole number from 1. */
  int integer(String key, int greatest) {
    YamlNode node = node(key).orElse(new Scalar(line, Scalar.Kind.INTEGER, "1"));
    boolean whole = node instanceof Scalar scalar && scalar.kind() == Scalar.Kind.INTEGER;
    if (!whole) {
      String summary = "'" + key + "' of " + what + " is " + node.described();
      problems.add(node.line(), summary, "Write a whole number.");
      return 1;
    }
    String digits = ((Scalar) node).text();
    int number = digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
    if (number < 1 || number > greatest) {
      String summary = "'" + key + "' of " + what + " is out of range";
      problems.add(node.line(), summary, "Write a number from 1 to " + greatest + ".");
    }
    return number;
  }

  Duration duration(String key) {
    String text = text(key);
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      if (!text.isEmpty()) {
        String detail = "Write a whole number and its unit, as in 500ms, 10s or 1min.";
        report(key, "'" + key + "' of " + what + " is not a duration", detail);
      }
      return Duration.ofSeconds(1);
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }

  /** A list with at least one item; no item when it is not there. */
  List<YamlNode> items(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isPresent() && node.get() instanceof YamlNode.Sequence(int _, List<YamlNode> items)) {
      if (items.isEmpty()) {
        report(key, "'" + key + "' of " + what + " is an empty list", "Add an item.");
      }
      return items;
    }
    node.ifPresent(
        other ->
            report(key, "'" + key + "' of " + what + " is " + other.described(), "Write a list."));
    return List.of();
  }

  /** A list of texts. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items(key)) {
      texts.add(itemText(key, item));
    }
    return texts;
  }

  Evidence evidence() {
    return new Evidence(text("because"), text("source"));
  }
}
