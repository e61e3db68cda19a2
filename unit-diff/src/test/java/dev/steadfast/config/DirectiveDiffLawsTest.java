package dev.steadfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectiveDiffLawsTest {

  static LongStream seeds() {
    return LongStream.range(0, 2000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lawsHold(long seed) {
    Random random = new Random(seed);
    List<Directive> a = randomDirectives(random, 3);
    List<Directive> b = random.nextInt(4) == 0 ? randomDirectives(random, 3) : edited(a, random);
    List<KeyChange> changes = DirectiveDiff.between(a, b);
    assertEquals(List.of(), DirectiveDiff.between(a, a));
    assertEquals(SettingsTest.mirrored(changes), DirectiveDiff.between(b, a));
    assertEquals(a.equals(b), changes.isEmpty());
    assertEquals(
        changes.stream().map(KeyChange::key).sorted().toList(),
        changes.stream().map(KeyChange::key).toList());
    Directives content = new Directives(a, List.of());
    assertEquals(content, Texts.parse(Dialect.NGINX, content.print()), "nothing is lost");
  }

  private static List<Directive> randomDirectives(Random random, int depth) {
    return IntStream.range(0, random.nextInt(5))
        .mapToObj(at -> randomDirective(random, depth))
        .toList();
  }

  private static Directive randomDirective(Random random, int depth) {
    List<String> words = new ArrayList<>();
    List<String> parts = List.of("a", "b", "listen", "x=1", "x=2", "", "\\\"{", "a b", "é\n");
    int kind = depth == 0 ? 0 : random.nextInt(7);
    List<String> names =
        List.of("a", "server_name", "listen", "l", "server", "map", "a_by_lua_block");
    words.add(names.get(kind < 4 ? random.nextInt(kind == 3 ? 4 : 3) : kind));
    for (int count = kind == 4 ? 0 : random.nextInt(3); count > 0; count--) {
      words.add(parts.get(random.nextInt(parts.size())));
    }
    return new Directive(
        words,
        switch (kind) {
          case 3, 4 -> new Directive.Body.Block(randomDirectives(random, depth - 1));
          case 5 -> new Directive.Body.Entries(randomDirectives(random, 0));
          case 6 -> new Directive.Body.Code("x\n".repeat(random.nextInt(3)));
          default -> new Directive.Body.Nothing();
        });
  }

  private static List<Directive> edited(List<Directive> old, Random random) {
    List<Directive> next = new ArrayList<>(old);
    if (random.nextBoolean()) {
      Collections.shuffle(next, random);
    }
    for (int at = next.size() - 1; at >= 0; at--) {
      Directive one = next.get(at);
      if (one.body() instanceof Directive.Body.Block block && random.nextBoolean()) {
        next.set(
            at,
            new Directive(
                one.words(), new Directive.Body.Block(edited(block.directives(), random))));
      } else if (random.nextInt(4) == 0) {
        next.remove(at);
      }
    }
    if (random.nextBoolean()) {
      next.add(random.nextInt(next.size() + 1), randomDirective(random, 1));
    }
    return next;
  }

  @Test
  void veryManyDirectivesAreCompared() {
    List<Directive> old = numbered(100_000);
    List<Directive> reversed = new ArrayList<>(old);
    Collections.reverse(reversed);
    assertEquals(99_999, DirectiveDiff.between(old, reversed).size(), "all but one have moved");
    List<KeyChange> changes = DirectiveDiff.between(old, numbered(100_001));
    assertEquals(1, changes.size());
    assertTrue(changes.getFirst().before().isEmpty());
    assertFalse(changes.getFirst().after().isEmpty());
  }

  private static List<Directive> numbered(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            at -> new Directive(List.of("n", Integer.toString(at)), new Directive.Body.Nothing()))
        .toList();
  }
}
