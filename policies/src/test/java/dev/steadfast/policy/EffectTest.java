package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EffectTest {
  record Triple(Effect a, Effect b, Effect c) {}

  static Stream<Triple> triples() {
    List<Triple> triples = new ArrayList<>();
    for (Effect a : Effect.values()) {
      for (Effect b : Effect.values()) {
        for (Effect c : Effect.values()) {
          triples.add(new Triple(a, b, c));
        }
      }
    }
    return triples.stream();
  }

  @ParameterizedTest
  @MethodSource("triples")
  void strongestIsAssociativeAndCommutative(Triple of) {
    assertEquals(
        of.a.strongest(of.b).strongest(of.c), of.a.strongest(of.b.strongest(of.c)), "associative");
    assertEquals(of.a.strongest(of.b), of.b.strongest(of.a), "commutative");
  }

  @ParameterizedTest
  @MethodSource("triples")
  void strongestIsTheLeastThatIsNotMilderThanEither(Triple of) {
    Effect join = of.a.strongest(of.b);
    assertTrue(join.compareTo(of.a) >= 0 && join.compareTo(of.b) >= 0);
    boolean bound = of.c.compareTo(of.a) >= 0 && of.c.compareTo(of.b) >= 0;
    assertEquals(bound, of.c.compareTo(join) >= 0);
  }

  @ParameterizedTest
  @EnumSource(Effect.class)
  void noneIsNeutralAndStrongestIdempotent(Effect effect) {
    assertEquals(effect, Effect.NONE.strongest(effect));
    assertEquals(effect, effect.strongest(effect));
  }

  @Test
  void restartIsTheStrongest() {
    for (Effect effect : Effect.values()) {
      assertEquals(Effect.RESTART, Effect.RESTART.strongest(effect));
    }
  }
}
