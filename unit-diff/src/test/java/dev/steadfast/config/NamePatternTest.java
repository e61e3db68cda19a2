package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.steadfast.store.PathBytes;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class NamePatternTest {

  /** A pattern, and which of the names match it. */
  record Case(
      String name, String pattern, List<String> names, List<String> expected, String because)
      implements Table.Row {}

  static final List<Case> CASES =
      Table.of(
          new Case("all", "*", List.of("a", "ab", ".a"), List.of("a", "ab"), "but hidden ones"),
          new Case("hidden", ".*", List.of(".a", "a"), List.of(".a"), "a dot is asked for"),
          new Case("escaped dot", "\\.?", List.of(".a", "aa"), List.of(".a"), "a dot, too"),
          new Case("dot in brackets", "[.]a*", List.of(".a"), List.of(), "no leading dot"),
          new Case("suffix", "*.conf", List.of("a.conf", ".conf", "conf"), List.of("a.conf"), "so"),
          new Case("nothing", "a*b*", List.of("ab", "axbx", "ba"), List.of("ab", "axbx"), "none"),
          new Case("one", "a?", List.of("ab", "a", "abc"), List.of("ab"), "exactly one"),
          new Case("bytes", "??", List.of("é", "e"), List.of("é"), "two bytes in the C locale"),
          new Case("set", "[ab]x", List.of("ax", "bx", "cx"), List.of("ax", "bx"), "one of them"),
          new Case("range", "[a-c0]", List.of("b", "0", "-", "d"), List.of("b", "0"), "between"),
          new Case("no range", "[a-]", List.of("a", "-", "b"), List.of("a", "-"), "at the end"),
          new Case("not", "[!a]", List.of("a", "b"), List.of("b"), "none of them"),
          new Case("caret", "[^a]", List.of("a", "b"), List.of("b"), "means the same"),
          new Case("closing first", "[]a]", List.of("]", "a", "b"), List.of("]", "a"), "a byte"),
          new Case("open", "[a", List.of("[a", "a"), List.of("[a"), "an open bracket is a byte"),
          new Case("escaped star", "\\**", List.of("*x", "xx"), List.of("*x"), "itself"),
          new Case(
              "no text", "?.c", List.of("\udce9.c", "\u00e9.c"), List.of("\udce9.c"), "one byte"),
          new Case("case", "A*", List.of("a", "A"), List.of("A"), "names have a case"));

  @ParameterizedTest
  @FieldSource("CASES")
  void namesAreMatchedAsGlobDoes(Case one) {
    NamePattern pattern = NamePattern.of(one.pattern());
    assertEquals(
        one.expected(),
        one.names().stream().filter(name -> pattern.matches(PathBytes.path(name))).toList(),
        one.because());
  }

  @Test
  void namedClassesAreRejectedRatherThanMistaken() {
    assertThrows(PatternSyntaxException.class, () -> NamePattern.of("[[:alpha:]]*"));
  }
}
