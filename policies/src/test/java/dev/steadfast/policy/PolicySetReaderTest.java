package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.policy.RuleGroup.Origin;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicySetReaderTest {
  private static final String ROW = "because: b, source: s }\n";
  @TempDir Path directory;
  private PolicyFiles shipped = Fixtures.none();

  @BeforeEach
  void shipToy() {
    shipped = Fixtures.toy(directory.resolve("shipped"));
  }

  private Parsed<PolicySet> over(String operatorsFile) {
    return PolicySetReader.read(
        shipped, Fixtures.files(directory.resolve("operator"), "o.yaml", operatorsFile));
  }

  private Policy toyWith(String operatorsFile) {
    return Fixtures.accepted(over("name: toy\n" + operatorsFile)).policies().getFirst();
  }

  private static String decision(Policy policy, String artefact, String key) {
    return policy
        .decide(artefact, new ConfigKey(key), Edit.CHANGED)
        .map(of -> of.effect() + " by " + of.rule().id() + ", " + of.origin())
        .orElse("not covered");
  }

  record Case(String name, String operator, String key, String decision, String because) {}

  static Stream<Case> effects() {
    return Stream.of(
        new Case("nothing", "", "color", "RELOAD by toy/keys, SHIPPED", "the shipped row stands"),
        new Case("unknown", "", "taste", "not covered", "a table covers only the keys it has"),
        new Case(
            "new row",
            "rules:\n  - { id: mine, artefact: conf, keys: color, effect: restart, " + ROW,
            "color",
            "RESTART by toy/mine, OPERATOR",
            "a new row is the operator's"),
        new Case(
            "new row for another key",
            "rules:\n  - { id: mine, artefact: conf, keys: color, effect: restart, " + ROW,
            "workers",
            "RESTART by toy/keys, SHIPPED",
            "the rest of the shipped row stands"),
        new Case(
            "milder",
            "rules:\n  - { id: mine, artefact: conf, keys: w*, effect: none, " + ROW,
            "workers",
            "NONE by toy/mine, OPERATOR",
            "the operator's row wins over a stronger shipped one"),
        new Case(
            "replaced",
            "rules:\n  - { id: keys, artefact: conf, keys: color, effect: none, " + ROW,
            "color",
            "NONE by toy/keys, OPERATOR",
            "a row of the same id is the operator's now"),
        new Case(
            "replaced by less",
            "rules:\n  - { id: keys, artefact: conf, keys: color, effect: none, " + ROW,
            "workers",
            "not covered",
            "and nothing of the shipped one is left"),
        new Case(
            "disabled",
            "rules:\n  - { id: keys, disabled: true }\n",
            "color",
            "not covered",
            "without the row every edit is a restart"));
  }

  @ParameterizedTest
  @MethodSource("effects")
  void laysRulesOverByTheirIds(Case of) {
    assertFalse(of.because.isEmpty());
    assertEquals(of.decision, decision(toyWith(of.operator), "conf", of.key), of.because);
  }

  @Test
  void laysEverythingElseOverToo() {
    Policy toy = toyWith(Fixtures.text("valid/overlay/everything.yaml").replace("name: toy\n", ""));
    assertEquals(List.of("toy2.service"), toy.match().units());
    assertEquals(List.of("access", "conf", "extra"), names(toy));
    assertEquals(List.of("parses", "rehearsal"), ids(toy.validations()));
    assertEquals(List.of("moved", "still", "log", "age"), ids(toy.witnesses()));
    assertEquals(Optional.of(Mode.REFUSE), toy.mode());
    assertEquals(List.of("*password*", "key"), toy.secrets());
    assertTrue(toy.client().isPresent() && toy.running().isPresent() && toy.reload().isPresent());
    assertEquals("RESTART by toy/access, OPERATOR", decision(toy, "access", "rule"));
    assertEquals(
        List.of(Origin.SHIPPED, Origin.OPERATOR),
        toy.rules().stream().map(RuleGroup::origin).toList());
  }

  private static List<String> names(Policy policy) {
    return policy.artefacts().stream().map(artefact -> artefact.spec().name()).sorted().toList();
  }

  private static List<String> ids(List<? extends PolicyRow> rows) {
    return rows.stream().map(PolicyRow::id).toList();
  }

  @Test
  void aReplacedWitnessKeepsItsPlace() {
    Policy toy = toyWith("witness:\n  - { id: moved, kind: query-empty, query: other, " + ROW);
    assertEquals(List.of("moved", "still", "owed", "log"), ids(toy.witnesses()));
    assertEquals(
        new Witness.QueryEmpty("moved", "other", new Evidence("b", "s")),
        toy.witnesses().getFirst());
  }

  @Test
  void secretsOfTheShippedPolicyCannotBeUncovered() {
    Policy toy = toyWith("secrets: [key]\n");
    assertTrue(toy.isSecret("the-password") && toy.isSecret("key"));
    assertFalse(toy.isSecret("color"));
  }

  @Test
  void anotherNameIsAnotherPolicy() {
    PolicySet set = Fixtures.accepted(over(Fixtures.text("valid/smallest.yaml")));
    assertEquals(List.of("small", "toy"), set.policies().stream().map(Policy::name).toList());
  }

  @Test
  void readsAPolicyOfADaemonThatForks() {
    Policy forked =
        Fixtures.accepted(over(Fixtures.text("valid/forked.yaml"))).policies().getFirst();
    Evidence evidence = new Evidence("it forks new ones", "its manual");
    assertEquals(
        List.of(
            new Witness.ChildrenReplaced(
                "workers", "forkd: worker", Duration.ofSeconds(10), evidence)),
        forked.witnesses());
    PolicyArtefact conf = forked.artefact("conf").orElseThrow();
    assertEquals(HandoverKind.RELOAD_COMMAND, conf.handover());
    assertEquals(Optional.empty(), conf.at());
    List<String> effects = new ArrayList<>();
    for (Edit edit : Edit.values()) {
      for (String key : List.of("http/port", "http/size")) {
        effects.add(edit + " " + forked.decide("conf", new ConfigKey(key), edit).get().effect());
      }
    }
    assertEquals(
        List.of(
            "ADDED RELOAD",
            "ADDED RELOAD",
            "REMOVED RELOAD",
            "REMOVED RESTART",
            "CHANGED RESTART",
            "CHANGED RESTART"),
        effects);
  }

  @Test
  void theOperatorsTableComesBeforeTheShippedOneOfItsName() throws IOException {
    Path operator = directory.resolve("operator");
    PolicyFiles first = Fixtures.files(operator, "o.yaml", "name: toy\nmode: owe\n");
    assertEquals("RELOAD by toy/keys, SHIPPED", decision(set(first)));
    Files.writeString(operator.resolve("tables/toy-keys.tsv"), "color\tnone\tstring\t\tmine\n");
    Files.writeString(
        operator.resolve("o.yaml"),
        "name: toy\nrules:\n  - { id: keys, artefact: conf, table: toy-keys, " + ROW);
    PolicyFiles second = PolicyFiles.in(SystemRoot.host(), operator);
    assertEquals("NONE by toy/keys, OPERATOR", decision(set(second)));
  }

  private Policy set(PolicyFiles operator) {
    return Fixtures.accepted(PolicySetReader.read(shipped, operator)).policies().getFirst();
  }

  private static String decision(Policy policy) {
    return decision(policy, "conf", "color");
  }

  @Test
  void withoutAnyPolicyNothingIsCovered() {
    PolicySet set = Fixtures.accepted(PolicySetReader.read(Fixtures.none(), Fixtures.none()));
    assertEquals(new PolicySet(List.of()), set);
  }

  @Test
  void reportsTheProblemsOfAllFilesAndTables() throws IOException {
    Path operator = directory.resolve("operator");
    Fixtures.files(operator, "a.yaml", "name: toy\nmodus: owe\n");
    Files.writeString(operator.resolve("b.yaml"), "name: [\n");
    Files.writeString(operator.resolve("c.yaml"), "name: other\nmode: owe\n");
    Files.writeString(operator.resolve("tables/toy-keys.tsv"), "color\n");
    Files.writeString(
        operator.resolve("d.yaml"),
        "name: toy\nrules:\n  - { id: keys, artefact: conf, table: toy-keys, " + ROW);
    Parsed<PolicySet> read =
        PolicySetReader.read(shipped, PolicyFiles.in(SystemRoot.host(), operator));
    List<String> files =
        read.diagnostics().stream()
            .map(problem -> problem.location().toString().substring(operator.toString().length()))
            .distinct()
            .toList();
    assertEquals(List.of("/a.yaml:2", "/b.yaml:1", "/tables/toy-keys.tsv:1", "/c.yaml:1"), files);
  }

  @Test
  void twoFilesOfOneNameAreAProblem() throws IOException {
    Path operator = directory.resolve("operator");
    Fixtures.files(operator, "a.yaml", "name: toy\nmode: owe\n");
    Files.writeString(operator.resolve("b.yaml"), "name: toy\nmode: refuse\n");
    Parsed<PolicySet> read =
        PolicySetReader.read(shipped, PolicyFiles.in(SystemRoot.host(), operator));
    assertEquals(List.of("1: a second policy 'toy'"), Fixtures.problems(read));
  }

  @Test
  void aFileThatIsNotReadIsSaid() throws IOException {
    Path operator = directory.resolve("operator");
    Fixtures.files(operator, "a.yaml", "name: toy\nmode: owe\n");
    Files.writeString(operator.resolve("b.yml"), "name: toy\nmode: refuse\n");
    Files.writeString(operator.resolve(".a.yaml.swp"), "x");
    Parsed<PolicySet> read =
        PolicySetReader.read(shipped, PolicyFiles.in(SystemRoot.host(), operator));
    assertEquals(List.of("warning 0: not read"), Fixtures.problems(read));
    assertEquals(Optional.of(Mode.OWE), Fixtures.accepted(read).policies().getFirst().mode());
  }

  @Test
  void aDirectoryThatIsNamedHasToBeThere() {
    PolicyFiles missing = PolicyFiles.in(SystemRoot.host(), directory.resolve("missing"));
    assertEquals(
        List.of("0: cannot read this directory"),
        Fixtures.problems(PolicySetReader.read(shipped, missing)));
  }

  @Test
  void aFileThatCannotBeReadIsAProblem() throws IOException {
    Path operator = Files.createDirectories(directory.resolve("operator"));
    Files.createSymbolicLink(operator.resolve("a.yaml"), Path.of("/nonexistent/a.yaml"));
    PolicyFiles dangling = PolicyFiles.in(SystemRoot.host(), operator);
    assertEquals(
        List.of("0: cannot read this policy"),
        Fixtures.problems(PolicySetReader.read(shipped, dangling)));
  }

  @Test
  void directoriesAreReadBelowTheRoot() throws IOException {
    Path root = directory.resolve("root");
    Files.createDirectories(root.resolve("etc/steadfast"));
    Files.createSymbolicLink(root.resolve("etc/steadfast/policies"), Path.of("/srv/policies"));
    Fixtures.files(root.resolve("srv/policies"), "o.yaml", "name: toy\nmode: refuse\n");
    PolicyFiles below =
        PolicyFiles.ifPresent(SystemRoot.under(root), Path.of("/etc/steadfast/policies"));
    assertEquals(Optional.of(Mode.REFUSE), set(below).mode());
  }
}
