package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.policy.RuleGroup.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who decides on a key: between groups the later one, within one the strongest row. */
class DecisionTest {
  private static final ConfigKey KEY = new ConfigKey("color");

  private static Rule row(String id, String glob, Effect effect) {
    return new Rule(
        "toy/" + id, "conf", new Rule.Keys.Matching(glob, effect), new Evidence("b " + id, "s"));
  }

  private static RuleGroup shipped(Rule... rules) {
    return new RuleGroup(Origin.SHIPPED, List.of(rules));
  }

  private static RuleGroup operator(Rule... rules) {
    return new RuleGroup(Origin.OPERATOR, List.of(rules));
  }

  private static Policy policy(List<RuleGroup> groups) {
    return new Policy(
        "toy",
        new Match("toyd", List.of("*")),
        List.of(),
        groups,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  private static String decision(List<RuleGroup> groups) {
    return policy(groups)
        .decide("conf", KEY)
        .map(of -> of.effect() + " " + of.rule().id() + " " + of.origin() + " " + of.because())
        .orElse("none");
  }

  record Case(String name, List<RuleGroup> groups, String decision, String because) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case("no group", List.of(), "none", "nothing covers the key"),
        new Case(
            "no row",
            List.of(shipped(row("a", "colour", Effect.RELOAD))),
            "none",
            "a row for another key covers nothing"),
        new Case(
            "one row",
            List.of(shipped(row("a", "col*", Effect.RELOAD))),
            "RELOAD toy/a SHIPPED b a",
            "the row that covers it decides"),
        new Case(
            "strongest",
            List.of(shipped(row("a", "*", Effect.RELOAD), row("b", "c*", Effect.RESTART))),
            "RESTART toy/b SHIPPED b b",
            "within a group the strongest effect counts"),
        new Case(
            "first of equals",
            List.of(shipped(row("a", "c*", Effect.RELOAD), row("b", "*", Effect.RELOAD))),
            "RELOAD toy/a SHIPPED b a",
            "an author can put the row that says more first"),
        new Case(
            "operator milder",
            List.of(
                shipped(row("a", "*", Effect.RESTART)), operator(row("b", "color", Effect.NONE))),
            "NONE toy/b OPERATOR b b",
            "the operator's row wins although it is milder"),
        new Case(
            "operator stronger",
            List.of(
                shipped(row("a", "*", Effect.RELOAD)), operator(row("b", "color", Effect.RESTART))),
            "RESTART toy/b OPERATOR b b",
            "and when it is stronger"),
        new Case(
            "operator elsewhere",
            List.of(
                shipped(row("a", "*", Effect.RELOAD)), operator(row("b", "size", Effect.RESTART))),
            "RELOAD toy/a SHIPPED b a",
            "where the operator says nothing the shipped rows decide"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decides(Case of) {
    assertFalse(of.because.isEmpty());
    assertEquals(of.decision, decision(of.groups), of.because);
  }

  record Triple(Effect first, Effect second, Effect over) {}

  static Stream<Triple> triples() {
    List<Triple> triples = new ArrayList<>();
    for (Effect first : Effect.values()) {
      for (Effect second : Effect.values()) {
        for (Effect over : Effect.values()) {
          triples.add(new Triple(first, second, over));
        }
      }
    }
    return triples.stream();
  }

  @ParameterizedTest
  @MethodSource("triples")
  void groupsJoinTheirRowsAndLaterGroupsReplaceEarlierOnes(Triple of) {
    RuleGroup below = shipped(row("a", "*", of.first), row("b", "*", of.second));
    Optional<Decision> joined = policy(List.of(below)).decide("conf", KEY);
    assertEquals(Optional.of(of.first.strongest(of.second)), joined.map(Decision::effect));
    RuleGroup above = operator(row("c", "*", of.over));
    Optional<Decision> overlaid = policy(List.of(below, above)).decide("conf", KEY);
    assertEquals(Optional.of(of.over), overlaid.map(Decision::effect));
  }

  @ParameterizedTest
  @MethodSource("triples")
  void theOrderOfRowsDoesNotChangeTheEffect(Triple of) {
    List<Rule> rows =
        new ArrayList<>(
            List.of(row("a", "*", of.first), row("b", "*", of.second), row("c", "*", of.over)));
    Optional<Effect> effect = effect(rows);
    for (int turn = 0; turn < rows.size(); turn++) {
      Collections.rotate(rows, 1);
      assertEquals(effect, effect(rows));
      assertEquals(effect, effect(rows.reversed()));
    }
  }

  private static Optional<Effect> effect(List<Rule> rows) {
    return policy(List.of(new RuleGroup(Origin.SHIPPED, rows)))
        .decide("conf", KEY)
        .map(Decision::effect);
  }

  @ParameterizedTest
  @MethodSource("triples")
  void aRowForAnotherArtefactDecidesNothing(Triple of) {
    Policy policy = policy(List.of(shipped(row("a", "*", of.first))));
    assertEquals(Optional.empty(), policy.decide("other", KEY));
    assertEquals(Optional.empty(), policy(List.of(shipped(table()))).decide("conf", KEY));
  }

  private static Rule table() {
    KeyTable empty = new KeyTable("t", new TreeMap<>());
    return new Rule("toy/t", "conf", new Rule.Keys.Table(empty), new Evidence("b", "s"));
  }
}
