package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GlobTest {
  record Case(String glob, String text, boolean matches, String because) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case("a.service", "a.service", true, "a text matches itself"),
        new Case("a.service", "b.service", false, "and no other one"),
        new Case("a.service", "a.services", false, "the whole text has to match"),
        new Case("*", "", true, "a star stands for nothing too"),
        new Case("*", "a.b", true, "or for anything"),
        new Case("a*c*e", "abcde", true, "several stars"),
        new Case("a*c*e", "abcd", false, "all that follows a star has to come"),
        new Case("*ab", "aab", true, "a star takes less when the rest needs it"),
        new Case("*password*", "sslpassword", true, "as secrets are written"),
        new Case("?", "", false, "a question mark stands for one character"),
        new Case("?", "ab", false, "and only one"),
        new Case("", "", true, "the empty glob"),
        new Case("", "a", false, "matches nothing else"),
        new Case("[a]", "a", false, "brackets mean themselves"),
        new Case("A", "a", false, "letters keep their case"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void matches(Case of) {
    assertFalse(of.because.isEmpty());
    assertEquals(of.matches, Glob.matches(of.glob, of.text), of.because);
  }
}
