package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.config.Term;
import dev.steadfast.plan.ClientSpec;
import dev.steadfast.plan.ClientSpec.FileLine;
import dev.steadfast.plan.RunAs;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ClientTest {
  @TempDir private Path directory;

  private List<String> privileges = List.of();
  private Duration deadline = Duration.ofSeconds(60);

  private Answer ask(String script, RunAs as, Map<String, FileLine> values, String... arguments)
      throws IOException {
    Path place = Files.createTempDirectory(directory, "scene");
    Scene scene = new Scene(place);
    List<Term> run =
        new ArrayList<>(List.of(Term.parse(scene.program("asked", script).toString())));
    for (String argument : arguments) {
      run.add(Term.parse(argument));
    }
    ClientSpec spec = new ClientSpec(run, new TreeMap<>(values), as, deadline);
    SystemRoot host = SystemRoot.under(directory);
    Tools tools = new Tools(List.of(place.resolve("bin")));
    Answer answer = new Client(Optional.of(spec), tools, host).ask("select 1");
    Path asked = place.resolve("bin/setpriv.args");
    privileges = Files.exists(asked) ? Files.readAllLines(asked) : List.of();
    return answer;
  }

  /**
   * @param answer as {@link #shown} writes it
   */
  record Case(String name, String script, String answer, String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case("rows", "printf 'a\\tb\\n\\tc\\n'", "[[a, b], [, c]]", "columns end at tabs"),
          new Case("no rows", "printf '\\n'", "[]", "an empty line is no row"),
          new Case("query", "printf '%s\\n' \"$1\"", "[[select 1]]", "one argument, not two words"),
          new Case(
              "clean", "echo \"$LC_ALL,$HOME,$JAVA_HOME\"", "[[C,,]]", "the caller's are kept"),
          new Case("elsewhere", "pwd", "[[/]]", "not the caller's directory, which may be hidden"),
          new Case("no input", "read x; echo \"got $?\"", "[[got 1]]", "it cannot wait for a user"),
          new Case(
              "failed",
              "echo 1; echo 'FATAL: password=hunter2' >&2; exit 3",
              "exit code 3: FATAL: password=***",
              "half an answer is none, and secrets are masked"));

  @ParameterizedTest
  @FieldSource("CASES")
  void answers(Case one) throws IOException {
    Answer answer = ask(one.script(), Scene.ROOT, Map.of(), "{query}");
    assertEquals(one.answer(), shown(answer), one.because());
  }

  @Test
  void aLateAnswerIsNone() throws IOException {
    deadline = Duration.ofMillis(300);
    assertEquals(
        "no answer within 300 ms", shown(ask("while :; do :; done", Scene.ROOT, Map.of())));
  }

  private static String shown(Answer answer) {
    return switch (answer) {
      case Answer.Rows(List<List<String>> rows) -> rows.toString();
      case Answer.NotAsked(String why) -> why;
    };
  }

  @Test
  void valuesAreReadFromTheirLinesRightThen() throws IOException {
    Path file = Files.writeString(directory.resolve("pid"), "4711\n/data\n 5432 \n");
    Answer answer =
        ask("echo \"$1 $2\"", Scene.ROOT, Map.of("port", new FileLine(file, 3)), "-p{port}", "x");
    assertEquals("[[-p5432 x]]", shown(answer));
  }

  @Test
  void aValueThatCannotBeReadIsAnAnswer() throws IOException {
    Path file = Files.writeString(directory.resolve("pid"), "4711\n");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    Path gone = directory.resolve("gone");
    assertTrue(because(new FileLine(file, 3)).contains("has no line 3"));
    assertTrue(because(new FileLine(gone, 1)).contains("not a small regular file"));
    assertTrue(because(new FileLine(link, 1)).contains("not a small regular file"));
  }

  private String because(FileLine line) throws IOException {
    Answer answer = ask("echo", Scene.ROOT, Map.of("v", line), "{v}");
    assertFalse(answer instanceof Answer.Rows);
    return shown(answer);
  }

  @Test
  void aPlaceholderWithoutAValueIsAnAnswer() throws IOException {
    assertEquals(
        "the client's {nobody} has no value", shown(ask("echo", Scene.ROOT, Map.of(), "{nobody}")));
  }

  @Test
  void withoutAClientThereIsNoAnswer() throws IOException {
    Scene scene = new Scene(directory);
    Client nobody = new Client(Optional.empty(), scene.tools, scene.places.host());
    assertEquals("the policy names no client", shown(nobody.ask("select 1")));
  }

  @Test
  void anEndlessAnswerIsNone() throws IOException {
    String script = "i=0; while [ $i -lt 30000 ]; do i=$((i+1)); echo " + "x".repeat(40) + "; done";
    assertEquals("the answer has no end", shown(ask(script, Scene.ROOT, Map.of())));
  }

  @Test
  void itRunsAsTheUnitsUser() throws IOException {
    String[] expected = {"--reuid", "daemon", "--regid", "daemons", "--init-groups"};
    assertEquals("[[done]]", shown(ask("echo done", new RunAs("daemon", "daemons"), Map.of())));
    assertEquals(List.of(expected), privileges);
  }

  @Test
  void aUserWithoutAGroupHasTheOneOfItsLogin() throws IOException {
    Files.createDirectories(directory.resolve("etc"));
    Files.writeString(
        directory.resolve("etc/passwd"), "root:x:0:0::/:\ndaemon:x:71:72:d:/:/bin/sh\n");
    ask("echo done", new RunAs("daemon", ""), Map.of());
    assertEquals(List.of("--reuid", "daemon", "--regid", "72", "--init-groups"), privileges);
    assertEquals(
        "no group is known for the user nobody",
        shown(ask("echo done", new RunAs("nobody", ""), Map.of())));
  }

  @Test
  void aNumberThatHasANameHasTheGroupsOfThatName() throws IOException {
    Files.createDirectories(directory.resolve("etc"));
    Files.writeString(directory.resolve("etc/passwd"), "daemon:x:71:72:d:/:/bin/sh\n");
    ask("echo done", new RunAs("71", "72"), Map.of());
    assertEquals(List.of("--reuid", "71", "--regid", "72", "--init-groups"), privileges);
  }

  @Test
  void aNumberMayHaveNoNameSoItHasNoGroupsOfItsOwn() throws IOException {
    ask("echo done", new RunAs("71", "72"), Map.of());
    assertEquals(List.of("--reuid", "71", "--regid", "72", "--clear-groups"), privileges);
    ask("echo done", new RunAs("", "72"), Map.of());
    assertEquals(List.of("--regid", "72", "--clear-groups"), privileges);
  }
}
