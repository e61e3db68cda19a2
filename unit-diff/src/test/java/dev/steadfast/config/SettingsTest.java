package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.steadfast.config.ValueType.Kind;
import dev.steadfast.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
  private static final SortedMap<ConfigKey, ValueType> TYPES =
      new TreeMap<>(
          Map.of(
              new ConfigKey("mem"), new ValueType(Kind.INTEGER, "kB"),
              new ConfigKey("Zone"), new ValueType(Kind.ENUM, ""),
              new ConfigKey("flag"), new ValueType(Kind.BOOL, "")));

  /** Two texts and the changes between them, as {@code key: before -> after}. */
  record Change(String name, String old, String next, List<String> expected, String because)
      implements Table.Row {}

  static final List<Change> CHANGES =
      Table.of(
          new Change("comment", "a=1 # x", "# y\n\na = '1'", List.of(), "no key is different"),
          new Change("order", "a=1\nb=2", "b=2\na=1", List.of(), "keys do not depend on it"),
          new Change("shadowed", "a=1\na=2", "a=2", List.of(), "the first never counted"),
          new Change("case of name", "Mem=1", "mEM=1", List.of(), "names have no case"),
          new Change("value", "a=1", "a=2", List.of("a: 1 -> 2"), "another value"),
          new Change("added", "", "a=1", List.of("a: none -> 1"), "it was not set"),
          new Change("removed", "a=''", "", List.of("a:  -> none"), "set to nothing is set"),
          new Change("unit", "mem=128MB", "mem=131072kB", List.of(), "its type says so"),
          new Change("other unit", "mem=1MB", "mem=2MB", List.of("mem: 1MB -> 2MB"), "more"),
          new Change("enum", "zone=a", "zone=A", List.of(), "the type of Zone is that of zone"),
          new Change("switch", "flag=on", "flag=1", List.of(), "its type says so"),
          new Change(
              "no type", "a=128MB", "a=131072kB", List.of("a: 128MB -> 131072kB"), "could be text"),
          new Change(
              "several",
              "c=1\nb=1\na=1",
              "a=2\nb=1\nc=2",
              List.of("a: 1 -> 2", "c: 1 -> 2"),
              "sorted by key"));

  @ParameterizedTest
  @FieldSource("CHANGES")
  void changeIsAKeyWhoseValueMeansSomethingElse(Change one) {
    assertEquals(
        one.expected(), shown(parse(one.old()).changesTo(parse(one.next()))), one.because());
  }

  private static ConfigContent parse(String text) {
    return Texts.accepted(Dialect.POSTGRESQL_CONF.parse(Texts.source(text), TYPES));
  }

  private static List<String> shown(List<KeyChange> changes) {
    return changes.stream()
        .map(c -> c.key() + ": " + c.before().orElse("none") + " -> " + c.after().orElse("none"))
        .toList();
  }

  @Test
  void runningValuesReplaceThoseOfTheFile() {
    SortedMap<ConfigKey, String> running = new TreeMap<>(Texts.values("MEM", "128MB"));
    running.put(new ConfigKey("TimeZone"), "UTC");
    ConfigContent content = parse("mem = 1kB\na = 1").withRunning(running);
    assertEquals(List.of(), content.changesTo(parse("mem = 131072\na = 1\ntimezone = 'UTC'")));
    assertEquals(Optional.of("128MB"), content.value(new ConfigKey("mem")));
  }

  @Test
  void settingsHaveNoRules() {
    assertEquals(List.of(), parse("a = 1").column("method"));
  }

  @Test
  void contentsOfDifferentDialectsAreNotCompared() {
    ConfigContent settings = parse("a = 1");
    ConfigContent text = Texts.parse(Dialect.TEXT, "a = 1");
    assertThrows(IllegalArgumentException.class, () -> settings.changesTo(text));
    assertThrows(IllegalArgumentException.class, () -> text.changesTo(settings));
  }

  /** A text, one key of it, and the text after the edit. */
  record Edit(String name, String text, String key, String value, String expected, String because)
      implements Table.Row {}

  static final List<Edit> EDITS =
      Table.of(
          new Edit(
              "in place", "#\n a = 1 # x\n", "a", "2", "#\n a = '2' # x\n", "all else is kept"),
          new Edit("last one", "a=1\na=2\n", "a", "3", "a=1\na='3'\n", "the first does not count"),
          new Edit("none", "b=1\n", "a", "2", "b=1\na = '2'\n", "added at the end"),
          new Edit("open line", "b=1 #", "a", "2", "b=1 #\na = '2'\n", "not into the comment"),
          new Edit("empty file", "", "a", "2", "a = '2'\n", "no empty line before it"),
          new Edit("same value", "a=1", "a", "1", "a=1", "nothing to do"),
          new Edit("other spelling", "a=1kB", "a", "1024B", "a='1024B'", "exactly this value"),
          new Edit("quotes", "a='x'\r\n", "a", "it's \\", "a='it''s \\\\'\r\n", "quoted as needed"),
          new Edit("line break", "a=x", "a", "y\nz", "a='y\\nz'", "a text ends in its line"),
          new Edit("case", "Ab=x", "aB", "y", "Ab='y'", "names have no case"));

  @ParameterizedTest
  @FieldSource("EDITS")
  void newValueIsWrittenWhereItCounts(Edit one) {
    assertEquals(
        one.expected(),
        Texts.accepted(
            Dialect.POSTGRESQL_CONF.withValues(
                Texts.source(one.text()), Texts.values(one.key(), one.value()))),
        one.because());
  }

  /** An edit that cannot be made. */
  record NoEdit(String name, Dialect dialect, String text, String key, String value, String because)
      implements Table.Row {}

  static final List<NoEdit> NO_EDITS =
      Table.of(
          new NoEdit("directive", Dialect.POSTGRESQL_CONF, "", "include", "x", "no setting"),
          new NoEdit("no name", Dialect.POSTGRESQL_CONF, "", "a-b", "x", "would not be read"),
          new NoEdit("empty name", Dialect.POSTGRESQL_CONF, "", "", "x", "would not be read"),
          new NoEdit("line in name", Dialect.POSTGRESQL_CONF, "", "a\nb", "x", "two lines"),
          new NoEdit("comment", Dialect.POSTGRESQL_CONF, "", "a#", "x", "would be no value"),
          new NoEdit("blank before", Dialect.POSTGRESQL_CONF, "", " a", "x", "another name"),
          new NoEdit("NUL", Dialect.POSTGRESQL_CONF, "", "a", "x\0y", "cannot be written"),
          new NoEdit("broken text", Dialect.POSTGRESQL_CONF, "= 1", "a", "x", "not understood"),
          new NoEdit("rules", Dialect.PG_HBA, "", "rule", "x", "have no keys"),
          new NoEdit("text", Dialect.TEXT, "", "text", "x", "has no keys"));

  @ParameterizedTest
  @FieldSource("NO_EDITS")
  void impossibleEditIsRejected(NoEdit one) {
    List<Diagnostic> problems =
        one.dialect()
            .withValues(Texts.source(one.text()), Texts.values(one.key(), one.value()))
            .diagnostics();
    assertEquals(1, problems.size(), one.because());
  }

  @Test
  void dialectWithoutKeysKeepsItsTextIfNothingIsAsked() {
    assertEquals("x", Texts.accepted(Dialect.TEXT.withValues(Texts.source("x"), new TreeMap<>())));
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lawsHold(long seed) {
    Random random = new Random(seed);
    ConfigContent a = parse(randomText(random));
    ConfigContent b = parse(randomText(random));
    assertEquals(List.of(), a.changesTo(a));
    assertEquals(mirrored(a.changesTo(b)), b.changesTo(a));
    assertEquals(List.of(), a.withRunning(Texts.all(b)).changesTo(a.withRunning(Texts.all(b))));
    a.changesTo(b).forEach(change -> assertEquals(b.value(change.key()), change.after()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void editedTextHasTheNewValuesAndAllOthers(long seed) {
    Random random = new Random(seed);
    ConfigSource source = Texts.source(randomText(random));
    SortedMap<ConfigKey, String> values = new TreeMap<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      values.put(randomKey(random), randomValue(random));
    }
    SortedMap<ConfigKey, String> expected = new TreeMap<>(Texts.all(parse(source.text())));
    expected.putAll(values);
    String edited = Texts.accepted(Dialect.POSTGRESQL_CONF.withValues(source, values));
    assertEquals(expected, Texts.all(parse(edited)));
    assertEquals(
        edited,
        Texts.accepted(Dialect.POSTGRESQL_CONF.withValues(Texts.source(edited), values)),
        "a second edit finds nothing to do");
  }

  static List<KeyChange> mirrored(List<KeyChange> changes) {
    return changes.stream().map(c -> new KeyChange(c.key(), c.after(), c.before())).toList();
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int line = random.nextInt(12); line > 0; line--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append("# a = 'x\n");
        case 1 -> text.append(" \t\r\n");
        case 2 ->
            text.append(randomKey(random)).append(" = ").append(random.nextInt(3)).append("MB");
        default ->
            text.append(randomKey(random))
                .append(QuotedText.quote(randomValue(random)))
                .append('#');
      }
      text.append(line > 1 || random.nextBoolean() ? "\n" : "");
    }
    return text.toString();
  }

  private static ConfigKey randomKey(Random random) {
    return new ConfigKey(List.of("mem", "zone", "flag", "a.b", "x", "é").get(random.nextInt(6)));
  }

  private static String randomValue(Random random) {
    StringBuilder value = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      value.append("'\\\n\r\t\b\f#= aoN1é\u0001\uDCE9".charAt(random.nextInt(17)));
    }
    return random.nextInt(4) == 0 ? "on" : value.toString();
  }
}
