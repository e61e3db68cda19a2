package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PlainTextTest {

  /** Two texts and what is told of them; empty if they are equal. */
  record Case(String name, String old, String next, List<String> expected, String because)
      implements Table.Row {}

  static final List<Case> CASES =
      Table.of(
          new Case("equal", "a\nb\n", "a\nb\n", List.of(), "nothing changed"),
          new Case(
              "line changed",
              "a\nsecret\n",
              "a\nhidden\nc\n",
              List.of("2 lines, 1 only here", "3 lines, 2 only here"),
              "counts, never the lines"),
          new Case(
              "from nothing",
              "",
              "a",
              List.of("0 lines, 0 only here", "1 line, 1 only here"),
              "an empty text has no line"),
          new Case(
              "order",
              "a\nb\n",
              "b\na\n",
              List.of("2 lines, 0 only here", "2 lines, 0 only here"),
              "still another text"),
          new Case(
              "last line feed",
              "a\nb",
              "a\nb\n",
              List.of("2 lines, 1 only here", "2 lines, 1 only here"),
              "a daemon may read another line"),
          new Case(
              "twice",
              "a\n",
              "a\na\n",
              List.of("1 line, 0 only here", "2 lines, 1 only here"),
              "each line is counted"));

  @ParameterizedTest
  @FieldSource("CASES")
  void changeTellsHowManyLinesDiffer(Case one) {
    ConfigContent old = Texts.parse(Dialect.TEXT, one.old());
    ConfigContent next = Texts.parse(Dialect.TEXT, one.next());
    List<KeyChange> changes = old.changesTo(next);
    assertEquals(one.expected(), told(changes), one.because());
    assertEquals(SettingsTest.mirrored(changes), next.changesTo(old), one.because());
    assertEquals(List.of(), old.changesTo(old), one.because());
    assertEquals(List.of(), old.column("method"), "no rules");
    assertEquals(Optional.empty(), old.value(new ConfigKey("text")), "no keys");
  }

  private static List<String> told(List<KeyChange> changes) {
    return changes.stream()
        .flatMap(change -> List.of(change.before(), change.after()).stream())
        .map(count -> count.orElse("none"))
        .toList();
  }
}
