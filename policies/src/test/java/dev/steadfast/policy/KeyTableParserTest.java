package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.ValueType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyTableParserTest {
  record Case(String text, List<String> problems, String because) {}

  static Stream<Case> broken() {
    return Stream.of(
        new Case("a\treload\tstring\t\n", List.of("1: not a row of a key table"), "a column short"),
        new Case("\treload\tstring\t\t\n", List.of("1: not a row of a key table"), "no key"),
        new Case("#\n\na reload\n", List.of("3: not a row of a key table"), "lines are counted"),
        new Case("a\treloads\tstring\t\t\n", List.of("1: unknown word 'reloads'"), "no effect"),
        new Case("a\treload\ttext\t\t\n", List.of("1: unknown word 'text'"), "no kind of value"),
        new Case(
            "a\treload\tbool\t\t\na\trestart\tbool\t\t\n",
            List.of("2: 'a' has two rows"),
            "which one counts"),
        new Case(
            "a\tx\ty\t\t\nb\n",
            List.of("1: unknown word 'x'", "1: unknown word 'y'", "2: not a row of a key table"),
            "all problems at once"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void rejects(Case of) {
    assertFalse(of.because.isEmpty());
    SourceText source = new SourceText("t.tsv", of.text);
    assertEquals(of.problems, Fixtures.problems(KeyTableParser.parse("t", source)), of.because);
  }

  @Test
  void readsEffectTypeAndNote() {
    SourceText source = new SourceText("t.tsv", "# c\nsize\trestart\tinteger\t8kB\tstart\n");
    KeyTable table = Fixtures.accepted(KeyTableParser.parse("t", source));
    ValueType type = new ValueType(ValueType.Kind.INTEGER, "8kB");
    assertEquals(
        new KeyTable.Row(Effect.RESTART, type, "start"), table.rows().get(new ConfigKey("size")));
    assertEquals(type, table.types().get(new ConfigKey("size")));
  }
}
