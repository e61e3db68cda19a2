package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyLintTest {
  private static final String END = "because: b, source: s }\n";
  private static final String CONF =
      "from: { setting: Service/ExecStart, file: c }, dialect: %s, handover: bind,"
          + " reads: %s, change-detection: content, "
          + END;
  private static final String MOVES =
      "witness:\n  - { id: moved, kind: children-replaced, title: webd, within: 1s, " + END;
  @TempDir Path directory;

  /**
   * A policy with one thing in it that is worth a warning, or that looks like it; its first rule
   * stands in line 6.
   */
  record Case(String name, String policy, List<String> warnings, String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String policy(String reads, List<String> rules, String rest) {
    return policy("webd.service", "postgresql-conf", reads, rules, rest);
  }

  private static String policy(
      String unit, String dialect, String reads, List<String> rules, String rest) {
    StringBuilder text = new StringBuilder("name: webd\n");
    text.append("match: { program: webd, units: ['").append(unit).append("'] }\n");
    text.append("artefacts:\n  conf: { ").append(CONF.formatted(dialect, reads)).append("rules:\n");
    rules.forEach(rule -> text.append("  - { artefact: conf, ").append(rule).append(", " + END));
    return text + "reload: { kind: unit }\n" + rest;
  }

  private static Case rules(String name, List<String> rules, List<String> warnings, String why) {
    return new Case(name, policy("on-reload", rules, MOVES), warnings, why);
  }

  static Stream<Case> shadows() {
    return Stream.of(
        rules(
            "the same twice",
            List.of("id: a, keys: port, effect: reload", "id: b, keys: port, effect: reload"),
            List.of("7: rule 'b' never decides"),
            "of equals the first is shown"),
        rules(
            "a wider one before",
            List.of("id: a, keys: 'p*', effect: reload", "id: b, keys: 'po?t*', effect: reload"),
            List.of("7: rule 'b' never decides"),
            "all that the second covers begins with p"),
        rules(
            "a wider and stronger one after",
            List.of("id: a, keys: port, effect: reload", "id: b, keys: '*', effect: restart"),
            List.of("6: rule 'a' never decides"),
            "within a source the strongest counts, wherever it stands"),
        rules(
            "a wider one after",
            List.of("id: a, keys: port, effect: reload", "id: b, keys: '*', effect: reload"),
            List.of(),
            "a row that says more stands first"),
        rules(
            "a wider and milder one before",
            List.of("id: a, keys: '*', effect: reload", "id: b, keys: port, effect: restart"),
            List.of(),
            "the stronger one counts"),
        rules(
            "a narrower one before",
            List.of("id: a, keys: 'po*', effect: restart", "id: b, keys: 'p*', effect: restart"),
            List.of(),
            "the second is for the other keys"),
        rules(
            "one character is not any text",
            List.of("id: a, keys: 'p?', effect: restart", "id: b, keys: 'p*', effect: restart"),
            List.of(),
            "the second covers longer keys too"),
        rules(
            "other edits",
            List.of(
                "id: a, keys: '*', when: [added, removed], effect: restart",
                "id: b, keys: port, when: changed, effect: reload"),
            List.of(),
            "they are about different edits"),
        rules(
            "more edits",
            List.of(
                "id: a, keys: '*', when: [added, changed], effect: restart",
                "id: b, keys: port, when: changed, effect: reload"),
            List.of("7: rule 'b' never decides"),
            "the first is about that edit too"),
        rules(
            "a table before",
            List.of("id: a, table: toy-keys", "id: b, keys: workers, effect: reload"),
            List.of("7: rule 'b' never decides"),
            "the table says restart of this key"),
        rules(
            "a table, and a row that says more before it",
            List.of("id: b, keys: color, effect: reload", "id: a, table: toy-keys"),
            List.of(),
            "as shipped policies do"),
        rules(
            "a table that is overruled as a whole",
            List.of("id: b, keys: '*', effect: restart", "id: a, table: toy-keys"),
            List.of("7: rule 'a' never decides"),
            "every row of it is milder, or equal and later"),
        rules(
            "a table, and added keys",
            List.of("id: b, keys: '*', when: added, effect: restart", "id: a, table: toy-keys"),
            List.of(),
            "the table still decides on the other edits"),
        rules(
            "a table twice",
            List.of("id: b, table: toy-keys", "id: a, table: toy-keys"),
            List.of("7: rule 'a' never decides"),
            "it says nothing new"));
  }

  static Stream<Case> others() {
    List<String> reload = List.of("id: a, keys: '*', effect: reload");
    List<String> restart = List.of("id: a, keys: '*', effect: restart");
    String log = "witness:\n  - { id: log, kind: log-free-of, text: failed, ";
    return Stream.of(
        new Case(
            "fine", policy("on-reload", reload, MOVES), List.of(), "the control of all others"),
        new Case(
            "a unit without its suffix",
            policy("webd", "postgresql-conf", "on-reload", reload, MOVES),
            List.of("2: 'webd' names no service"),
            "names of units end in their type"),
        new Case(
            "another type of unit",
            policy("webd*.socket", "postgresql-conf", "on-reload", reload, MOVES),
            List.of("2: 'webd*.socket' names no service"),
            "only services have a main program"),
        new Case(
            "the beginning of a unit's name",
            policy("webd-*", "postgresql-conf", "on-reload", reload, MOVES),
            List.of(),
            "it matches webd-1.service"),
        new Case(
            "no witness",
            policy("on-reload", reload, ""),
            List.of("1: no witness"),
            "each reload is unproven"),
        new Case(
            "no witness and no reload",
            policy("on-reload", restart, ""),
            List.of(),
            "nothing that could be witnessed"),
        new Case(
            "a log without an anchor",
            policy("on-reload", reload, log + END),
            List.of("8: no witness would notice a reload that did not happen"),
            "no line is no complaint either"),
        new Case(
            "a log with an anchor",
            policy("on-reload", reload, log + "anchor: reloading, " + END),
            List.of(),
            "the anchor is missing if nothing happened"),
        new Case(
            "debts that nobody remembers",
            policy("on-reload", reload, MOVES + "mode: owe\n"),
            List.of("10: 'mode: owe' without 'running'"),
            "a reload replaces the file, and only the process has the old value"),
        new Case(
            "debts in a file that is never replaced",
            policy("on-reload", restart, "mode: owe\n"),
            List.of(),
            "the process's file is compared with the next one each time"),
        new Case(
            "read at any time",
            policy("any-time", reload, MOVES).replace("handover: bind", "handover: stable, at: /c"),
            List.of("6: rule 'a' asks for a reload that is never made"),
            "the planner does not replace such a file under a running process"),
        new Case(
            "a key that a dialect does not have",
            policy(
                "webd.service",
                "text",
                "on-reload",
                List.of("id: a, keys: port, effect: reload"),
                MOVES),
            List.of("6: rule 'a' covers no key"),
            "a text has one key"),
        new Case(
            "an artefact that no rule speaks of",
            policy("on-reload", reload, MOVES)
                .replace(
                    "rules:\n", "  more: { " + CONF.formatted("text", "on-reload") + "rules:\n"),
            List.of("5: no rule speaks of artefact 'more'"),
            "its changes restart the unit"));
  }

  @ParameterizedTest
  @MethodSource({"shadows", "others"})
  void warns(Case of) {
    assertFalse(of.because.isEmpty());
    assertEquals(of.warnings, warnings(Fixtures.none(), "webd.yaml", of.policy), of.because);
  }

  private List<String> warnings(PolicyFiles shipped, String file, String policy) {
    List<Diagnostic> found =
        PolicyLint.lint(shipped, Fixtures.files(directory.resolve("operator"), file, policy));
    found.forEach(one -> assertFalse(one.detail().isEmpty(), "says what to do"));
    found.forEach(one -> assertFalse(one.excerpt().isEmpty(), "shows the line"));
    return Fixtures.problems(new Parsed.Accepted<>("", found)).stream()
        .map(line -> line.replace("warning ", ""))
        .toList();
  }

  @Test
  void shippedPoliciesAreFine() {
    assertEquals(List.of(), PolicyLint.lint(Fixtures.none(), PolicyFiles.shipped()));
  }

  @Test
  void anOverlayIsJudgedWithWhatItLiesOver() {
    PolicyFiles shipped = Fixtures.toy(directory.resolve("shipped"));
    String harmless =
        "name: toy\nrules:\n  - { id: r, artefact: conf, keys: color, effect: reload, " + END;
    assertEquals(List.of(), warnings(shipped, "toy.yaml", harmless), "witnesses are shipped");
    String without =
        """
        name: toy
        witness:
          - { id: moved, disabled: true }
          - { id: log, disabled: true }
        """;
    assertEquals(
        List.of("2: no witness would notice a reload that did not happen"),
        warnings(shipped, "toy.yaml", without),
        "the others are true of a reload that did nothing, too");
  }

  @Test
  void aPolicyThatAnotherOneTakesAllUnitsOf() {
    PolicyFiles shipped = Fixtures.toy(directory.resolve("shipped"));
    String later = Fixtures.text("valid/whole.yaml").replace("name: toy", "name: toy-of-ours");
    assertEquals(
        List.of("2: policy 'toy-of-ours' never applies"), warnings(shipped, "o.yaml", later));
    String earlier = Fixtures.text("valid/whole.yaml").replace("name: toy", "name: our-toy");
    assertEquals(List.of(), warnings(shipped, "o.yaml", earlier), "the shipped one is left over");
  }

  @Test
  void errorsComeAlone() {
    String broken = policy("on-reload", List.of("id: a, keys: '*', effect: reloads"), "");
    List<Diagnostic> found =
        PolicyLint.lint(Fixtures.none(), Fixtures.files(directory, "a.yaml", broken));
    assertEquals(
        List.of("6: 'effect' of a rule cannot be 'reloads'"),
        Fixtures.problems(new Parsed.Rejected<>(found)));
  }

  record Globs(String wide, String narrow, boolean covers) {}

  static Stream<Globs> globs() {
    return Stream.of(
        new Globs("*", "*", true),
        new Globs("*", "", true),
        new Globs("", "*", false),
        new Globs("a", "a", true),
        new Globs("a", "?", false),
        new Globs("?", "a", true),
        new Globs("?", "*", false),
        new Globs("a*", "a*b", true),
        new Globs("a*b", "a*", false),
        new Globs("*a*", "b?a", true),
        new Globs("*a*", "b?b", false),
        new Globs("*/listen", "http/*/listen", true),
        new Globs("http/*/listen", "*/listen", false));
  }

  @ParameterizedTest
  @MethodSource("globs")
  void knowsWhichGlobIsWider(Globs of) {
    assertEquals(of.covers, Shadow.covers(of.wide, of.narrow), of.toString());
  }
}
