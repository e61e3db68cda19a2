package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.report.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyCommandTest {
  private static final String OVERLAY =
      """
      name: postgresql
      mode: owe
      rules:
        - { id: ours, artefact: conf, keys: "archive_*", effect: restart, because: runbook, source: 12 a }
        - { id: hba-rules, artefact: hba, keys: "*", effect: restart, because: b, source: s }
      witness:
        - { id: not-reloaded, disabled: true }
      """;
  private static final String SHADOWED =
      """
        - { id: again, artefact: conf, keys: archive_mode, effect: reload, because: b, source: s }
      """;

  @TempDir Path directory;

  private Ran run(String... args) {
    String[] all = Stream.concat(Stream.of("policy"), Arrays.stream(args)).toArray(String[]::new);
    return Ran.with(FakePipeline.planning(Examples.nothing()), all);
  }

  private String operator(String policy) throws IOException {
    Files.writeString(directory.resolve("a.yaml"), policy);
    return directory.toString();
  }

  private String withShadow() throws IOException {
    return operator(OVERLAY.replace("witness:\n", SHADOWED + "witness:\n"));
  }

  private String broken() throws IOException {
    return operator("name: postgresql\nmodus: owe\n");
  }

  record Lint(String name, Directory directory, int code, List<String> lines, String because) {
    /** Makes what is linted. */
    interface Directory {
      String in(PolicyCommandTest test) throws IOException;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Lint> lints() {
    return Stream.of(
        new Lint(
            "nothing to say",
            test -> test.operator(OVERLAY),
            0,
            List.of("0 errors, 0 warnings"),
            "an overlay is judged with what it lies over"),
        new Lint(
            "a warning",
            PolicyCommandTest::withShadow,
            0,
            List.of(
                "/a.yaml:6: warning: rule 'again' never decides",
                "    - { id: again, artefact: conf, keys: archive_mode, effect: reload,"
                    + " because: b, source: s }",
                "  Rule 'ours' covers the same keys with the same or a stronger effect: remove one"
                    + " of them, or make that one's keys fewer.",
                "0 errors, 1 warning"),
            "a switch would take it"),
        new Lint(
            "an error",
            PolicyCommandTest::broken,
            1,
            List.of(
                "/a.yaml:2: error: unknown key 'modus' in a policy",
                "    modus: owe",
                "  Did you mean 'mode'? Known: name, match, artefacts, rules, client, running,"
                    + " validate, reload, witness, mode, secrets.",
                "1 error, 0 warnings"),
            "a switch would refuse it"),
        new Lint(
            "no directory",
            test -> test.directory.resolve("missing").toString(),
            1,
            List.of(
                "/missing: error: cannot read this directory",
                "  Policies are read from a directory: make it, or name another one.",
                "1 error, 0 warnings"),
            "a directory that is named has to be there"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lints")
  void lintSaysWhatIsWrongWithWhichLine(Lint row) throws IOException {
    assertFalse(row.because().isBlank());
    Ran ran = run("lint", row.directory().in(this));
    String expected = String.join("\n", row.lines()) + "\n";
    assertEquals(row.code(), ran.code(), row.because());
    assertEquals(expected, ran.out().replace(directory.toString(), ""), row.because());
    assertEquals("", ran.err());
  }

  @Test
  void lintForPrograms() throws IOException {
    Ran ran = run("lint", withShadow(), "--format", "json");
    assertEquals(0, ran.code());
    JsonNode found = new ObjectMapper().readTree(ran.out());
    assertEquals(1, found.size());
    JsonNode first = found.get(0);
    assertEquals(directory + "/a.yaml", first.get("file").asText());
    assertEquals(6, first.get("line").asInt());
    assertEquals("warning", first.get("severity").asText());
    assertEquals("rule 'again' never decides", first.get("summary").asText());
    assertTrue(first.get("detail").asText().contains("'ours'"));
    assertEquals(5, first.size());
    assertEquals(new Ran(0, "[]\n", ""), run("lint", operator(OVERLAY), "--format=json"));
    Ran wrong = run("lint", broken(), "--format=json");
    assertEquals(1, wrong.code());
    assertEquals("error", new ObjectMapper().readTree(wrong.out()).get(0).get("severity").asText());
  }

  @Test
  void showNamesAllPolicies() throws IOException {
    String shipped = "postgresql: program postgres in postgresql.service (shipped)";
    Path none = Files.createDirectory(directory.resolve("none"));
    Ran ran = run("show", "--policies", none.toString());
    assertEquals(0, ran.code());
    assertTrue(ran.out().lines().anyMatch(shipped::equals), ran.out());
    Ran over = run("show", "--policies", operator(OVERLAY));
    String both = shipped.replace("shipped", "shipped, and the operator's rows over it");
    assertTrue(over.out().lines().anyMatch(both::equals), over.out());
  }

  @Test
  void showSaysWhoWroteWhat() throws IOException {
    Ran ran = run("show", "postgresql", "--policies", operator(OVERLAY));
    assertEquals(0, ran.code(), ran.err());
    List<String> lines = ran.out().lines().toList();
    assertEquals("# shipped, and the operator's rows over it", lines.getFirst());
    assertTrue(
        lines.containsAll(
            List.of(
                "name: postgresql",
                "match: { program: postgres, units: [postgresql.service] }  # shipped",
                "mode: owe  # operator",
                "reload: { kind: unit }  # shipped",
                "  # disabled by the operator: not-reloaded",
                "  - \"*conninfo*\"  # shipped")),
        ran.out());
    assertEquals("  # operator", before("  - id: ours", lines));
    assertEquals("  # shipped", before("  - id: settings", lines));
    assertEquals("  # operator, in place of the shipped one", before("  - id: hba-rules", lines));
    assertEquals("  # shipped", before("  conf:", lines));
    assertFalse(lines.contains("  - id: not-reloaded"));
  }

  private static String before(String line, List<String> lines) {
    assertTrue(lines.contains(line), line);
    return lines.get(lines.indexOf(line) - 1);
  }

  /** What is shown is a policy file, and means what is in force. */
  @Test
  void showCanBeReadAgain() throws IOException {
    Ran first = run("show", "postgresql", "--policies", operator(OVERLAY));
    Path again = Files.createDirectory(directory.resolve("again"));
    String copy = first.out().replace("name: postgresql\n", "name: a-copy\n");
    Files.writeString(again.resolve("b.yaml"), copy);
    Ran second = run("show", "a-copy", "--policies", again.toString());
    assertEquals(0, second.code(), second.err());
    assertEquals(withoutComments(copy), withoutComments(second.out()));
  }

  private static List<String> withoutComments(String yaml) {
    return yaml.lines()
        .filter(line -> !line.strip().startsWith("#"))
        .map(line -> line.replaceAll("  # (shipped|operator.*)$", ""))
        .toList();
  }

  @Test
  void showOfAnUnknownNameGivesAdvice() throws IOException {
    Path none = Files.createDirectory(directory.resolve("none"));
    Ran ran = run("show", "postgres", "--policies", none.toString());
    assertEquals(1, ran.code());
    assertEquals("", ran.out());
    assertTrue(
        ran.err()
            .startsWith(
                "steadfast policy show: error: there is no policy 'postgres'\n"
                    + "  Did you mean 'postgresql'? Known: "),
        ran.err());
  }

  @Test
  void showOfBrokenPoliciesShowsWhatIsWrong() throws IOException {
    Ran ran = run("show", "postgresql", "--policies", broken());
    assertEquals(1, ran.code());
    assertEquals("", ran.out());
    assertTrue(ran.err().contains("/a.yaml:2: error: unknown key 'modus'"), ran.err());
  }
}
