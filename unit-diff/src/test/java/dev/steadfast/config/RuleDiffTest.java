package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleDiffTest {

  /**
   * Two sequences of rules, one letter each, and the changes: {@code -a}, {@code +a}, {@code a>b}.
   */
  record Case(String name, String old, String next, List<String> expected, String because)
      implements Table.Row {}

  static final List<Case> CASES =
      Table.of(
          new Case("equal", "abc", "abc", List.of(), "nothing changed"),
          new Case("added", "ac", "abc", List.of("+b"), "between rules that stay"),
          new Case("removed", "abc", "bc", List.of("-a"), "the others stay"),
          new Case("changed", "abc", "axc", List.of("b>x"), "one for one"),
          new Case("moved", "abc", "bca", List.of("-a", "+a"), "order decides which one counts"),
          new Case("two for one", "abcd", "axd", List.of("b>x", "-c"), "the rest is removed"),
          new Case("again", "ab", "aab", List.of("+a"), "a second one of the same"),
          new Case("from nothing", "", "ab", List.of("+a", "+b"), "all are added"),
          new Case("two places", "abcde", "xbcdy", List.of("a>x", "e>y"), "in their order"));

  @ParameterizedTest
  @FieldSource("CASES")
  void changeIsARuleThatDoesNotStay(Case one) {
    List<String> shown =
        RuleDiff.between(letters(one.old()), letters(one.next())).stream()
            .map(RuleDiffTest::shown)
            .toList();
    assertEquals(one.expected(), shown, one.because());
  }

  private static List<String> letters(String text) {
    return List.of(text.split("(?!^)")).stream().filter(letter -> !letter.isEmpty()).toList();
  }

  private static String shown(KeyChange change) {
    return change
        .before()
        .map(old -> change.after().map(next -> old + ">" + next).orElse("-" + old))
        .orElseGet(() -> "+" + change.after().orElse("nothing"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lawsHold(long seed) {
    Random random = new Random(seed);
    List<String> a = randomRules(random);
    List<String> b = randomRules(random);
    assertEquals(List.of(), RuleDiff.between(a, a));
    assertEquals(SettingsTest.mirrored(RuleDiff.between(a, b)), RuleDiff.between(b, a));
    assertEquals(a.equals(b), RuleDiff.between(a, b).isEmpty());
    assertEquals(counted(b), applied(a, RuleDiff.between(a, b)), "nothing is lost");
  }

  /** The rules of {@code a} after the changes, without their order. */
  private static List<String> applied(List<String> a, List<KeyChange> changes) {
    List<String> rules = new ArrayList<>(a);
    changes.forEach(change -> change.before().ifPresent(rules::remove));
    changes.forEach(change -> change.after().ifPresent(rules::add));
    return counted(rules);
  }

  private static List<String> counted(List<String> rules) {
    return rules.stream().sorted().toList();
  }

  private static List<String> randomRules(Random random) {
    return IntStream.range(0, random.nextInt(9))
        .mapToObj(at -> String.valueOf((char) ('a' + random.nextInt(4))))
        .toList();
  }

  @Test
  void veryManyRulesAreStillCompared() {
    List<String> old = IntStream.range(0, 3000).mapToObj(Integer::toString).toList();
    List<String> reversed = new ArrayList<>(old);
    Collections.reverse(reversed);
    List<KeyChange> changes = RuleDiff.between(old, reversed);
    assertEquals(3000, changes.size());
    assertEquals(Optional.of("0"), changes.getFirst().before());
    assertEquals(SettingsTest.mirrored(changes), RuleDiff.between(reversed, old));
    List<String> longer = new ArrayList<>(old);
    longer.add(1500, "new");
    assertEquals(1, RuleDiff.between(old, longer).size());
  }
}
