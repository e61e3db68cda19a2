package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each policy of the folder {@code broken} is rejected with the problems that its first lines
 * expect, as {@code # expect: line: summary}.
 */
class BrokenPolicyTest {
  private static final String EXPECT = "# expect: ";
  private static final String BECAUSE = "# because: ";
  @TempDir Path directory;

  static Stream<String> policies() {
    return Fixtures.names("broken").stream();
  }

  static Stream<String> overlays() {
    return Fixtures.names("broken/overlay").stream();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void isRejected(String name) {
    String text = Fixtures.text("broken/" + name);
    PolicyFiles shipped = Fixtures.files(directory, name, text);
    check(text, PolicySetReader.read(shipped, Fixtures.none()));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isRejectedOverThePolicyThatItNames(String name) {
    String text = Fixtures.text("broken/overlay/" + name);
    PolicyFiles shipped = Fixtures.toy(directory.resolve("shipped"));
    PolicyFiles operator = Fixtures.files(directory.resolve("operator"), name, text);
    check(text, PolicySetReader.read(shipped, operator));
  }

  private static void check(String text, Parsed<PolicySet> read) {
    assertTrue(text.lines().anyMatch(line -> line.startsWith(BECAUSE)), "says why it is wrong");
    assertEquals(expected(text), Fixtures.problems(read));
    for (Diagnostic problem : read.diagnostics()) {
      assertFalse(problem.detail().isEmpty(), "says what to do");
      String line = text.lines().toList().get(problem.location().line() - 1);
      assertEquals(line, problem.excerpt());
    }
  }

  private static List<String> expected(String text) {
    return text.lines()
        .filter(line -> line.startsWith(EXPECT))
        .map(line -> line.substring(EXPECT.length()))
        .toList();
  }
}
