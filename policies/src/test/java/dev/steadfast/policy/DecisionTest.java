package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.ValueType;
import dev.steadfast.policy.RuleGroup.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who decides on a key: between groups the later one, within one the strongest row. */
class DecisionTest {
  private static final ConfigKey KEY = new ConfigKey("color");

  private static Rule row(String id, String glob, Effect effect) {
    return new Rule(
        "toy/" + id,
        "conf",
        new Rule.Keys.Matching(glob, Edit.ALL, effect),
        new Evidence("b " + id, "s"));
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
        .decide("conf", KEY, Edit.CHANGED)
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

  record EditCase(Optional<String> before, Optional<String> after, String decision) {}

  static Stream<EditCase> edits() {
    Optional<String> none = Optional.empty();
    return Stream.of(
        new EditCase(none, Optional.of("red"), "RELOAD toy/any"),
        new EditCase(Optional.of("red"), none, "RESTART toy/removed"),
        new EditCase(Optional.of("red"), Optional.of("blue"), "NEXT_START toy/changed"));
  }

  /** Rows that are about some edits only, beside one that is about all. */
  @ParameterizedTest
  @MethodSource("edits")
  void aRowDecidesOnTheEditsThatItIsAbout(EditCase of) {
    RuleGroup rows =
        shipped(
            row("any", "*", Effect.RELOAD),
            row("removed", List.of(Edit.REMOVED), Effect.RESTART),
            row("both", List.of(Edit.REMOVED, Edit.CHANGED), Effect.NEXT_START));
    RuleGroup above = operator(row("changed", List.of(Edit.CHANGED), Effect.NEXT_START));
    assertEquals(
        Optional.of(of.decision),
        policy(List.of(rows, above))
            .decide("conf", KEY, Edit.between(of.before, of.after))
            .map(by -> by.effect() + " " + by.rule().id()));
  }

  private static Rule row(String id, List<Edit> when, Effect effect) {
    Rule.Keys keys = new Rule.Keys.Matching("*", new TreeSet<>(when), effect);
    return new Rule("toy/" + id, "conf", keys, new Evidence("b", "s"));
  }

  record Key(String value, String decision, String because) {}

  static Stream<Key> blocks() {
    return Stream.of(
        new Key("listen", "RESTART whole", "a key that is a row"),
        new Key("http/server/listen", "NONE exact", "the whole key comes before its last part"),
        new Key("http/listen", "RESTART whole", "blocks do not count"),
        new Key("http/zone:rate", "RELOAD rate", "a row for the parameter"),
        new Key("http/zone:size", "RESTART zone", "else the directive's own row"),
        new Key("zone:size", "RESTART zone", "also without blocks"),
        new Key("a:b/zone", "RESTART zone", "a colon in a block's name does not count"),
        new Key("http/server/root", "none", "no row"),
        new Key("listen/", "none", "a last part without a name"));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void aTableCoversDirectivesInBlocks(Key of) {
    assertFalse(of.because.isEmpty());
    TreeMap<ConfigKey, KeyTable.Row> rows = new TreeMap<>();
    rows.put(new ConfigKey("listen"), tableRow(Effect.RESTART, "whole"));
    rows.put(new ConfigKey("http/server/listen"), tableRow(Effect.NONE, "exact"));
    rows.put(new ConfigKey("zone"), tableRow(Effect.RESTART, "zone"));
    rows.put(new ConfigKey("zone:rate"), tableRow(Effect.RELOAD, "rate"));
    Rule.Keys keys = new Rule.Keys.Table(new KeyTable("t", rows));
    Rule rule = new Rule("toy/t", "conf", keys, new Evidence("b", "s"));
    ConfigKey key = new ConfigKey(of.value, of.value + " of example.org");
    String decision =
        policy(List.of(shipped(rule)))
            .decide("conf", key, Edit.CHANGED)
            .map(by -> by.effect() + " " + by.because().replace(": b", ""))
            .orElse("none");
    assertEquals(of.decision, decision, of.because);
  }

  private static KeyTable.Row tableRow(Effect effect, String note) {
    return new KeyTable.Row(effect, new ValueType(ValueType.Kind.STRING, ""), note);
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
    Optional<Decision> joined = policy(List.of(below)).decide("conf", KEY, Edit.CHANGED);
    assertEquals(Optional.of(of.first.strongest(of.second)), joined.map(Decision::effect));
    RuleGroup above = operator(row("c", "*", of.over));
    Optional<Decision> overlaid = policy(List.of(below, above)).decide("conf", KEY, Edit.CHANGED);
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
        .decide("conf", KEY, Edit.CHANGED)
        .map(Decision::effect);
  }

  @ParameterizedTest
  @MethodSource("triples")
  void aRowForAnotherArtefactDecidesNothing(Triple of) {
    Policy policy = policy(List.of(shipped(row("a", "*", of.first))));
    assertEquals(Optional.empty(), policy.decide("other", KEY, Edit.CHANGED));
    assertEquals(
        Optional.empty(), policy(List.of(shipped(table()))).decide("conf", KEY, Edit.CHANGED));
  }

  private static Rule table() {
    KeyTable empty = new KeyTable("t", new TreeMap<>());
    return new Rule("toy/t", "conf", new Rule.Keys.Table(empty), new Evidence("b", "s"));
  }

  @Test
  void allRowsThatCoverAKeyAreKnownTheDecidingOneFirst() {
    RuleGroup below =
        shipped(
            row("a", "*", Effect.RELOAD),
            row("other", "taste", Effect.RESTART),
            row("b", "color", Effect.RESTART));
    RuleGroup above = operator(row("c", "co*", Effect.NONE), row("d", "color", Effect.RELOAD));
    List<String> ids =
        policy(List.of(below, above)).covering("conf", KEY, Edit.CHANGED).stream()
            .map(decision -> decision.rule().id() + " " + decision.effect())
            .toList();
    assertEquals(List.of("toy/d RELOAD", "toy/c NONE", "toy/a RELOAD", "toy/b RESTART"), ids);
    assertEquals(List.of(), policy(List.of()).covering("conf", KEY, Edit.CHANGED));
  }
}
