package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.activate.StepOutcome;
import dev.steadfast.report.Examples;
import dev.steadfast.report.Look;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {
  private static final String SEE = "; see steadfast --help\n";

  /** A command line that nothing is done for. */
  record Case(String input, int code, String err, String because) {
    Case {
      assertFalse(because.isBlank(), input);
    }

    @Override
    public String toString() {
      return input;
    }
  }

  static Stream<Case> wrong() {
    return Stream.of(
        action("switch --toplevel", "--toplevel needs a directory"),
        action("switch --toplevel=", "--toplevel needs a directory"),
        action("test --toplevel /t --frob", "unknown argument --frob"),
        action("test /t", "unknown argument /t"),
        action("dry-activate --toplevel /t --policies", "--policies needs a directory"),
        action("switch --toplevel /a --toplevel=/b", "--toplevel is given twice"),
        authoring("frob", "no such command"),
        authoring("plan --old /a", "Missing required option: '--next=TOPLEVEL'"),
        authoring("plan --next", "Missing required parameter for option '--next' (TOPLEVEL)"),
        authoring("plan --old /a --next /b --frob", "Unknown option: '--frob'"),
        authoring("plan --old /a --next /b c", "Unmatched argument at index 4: 'c'"),
        authoring("explain --next /b", "Missing required parameter: 'UNIT'"),
        authoring("explain a.service", "Missing required option: '--next=TOPLEVEL'"),
        authoring("diff /a", "Missing required parameter: 'NEXT'"),
        authoring("diff /a /b /c", "Unmatched argument at index 2: '/c'"),
        authoring("policy", "lint or show?"),
        authoring("policy frob", "neither lint nor show: frob"),
        verb("policy lint", "", "Missing required parameter: 'DIR'"),
        verb("policy lint", " /a /b", "Unmatched argument at index 1: '/b'"),
        verb("policy show", " a b", "Unmatched argument at index 1: 'b'"),
        authoring("diff @/etc/passwd", "Missing required parameter: 'NEXT'"),
        authoring(
            "plan --old /a --next /b --format xml",
            "Invalid value for option '--format': expected one of [TEXT, JSON]"
                + " (case-insensitive) but was 'xml'"));
  }

  private static Case action(String input, String problem) {
    return new Case(input, 1, line(input, problem), "2 would say that the script failed");
  }

  private static Case authoring(String input, String problem) {
    return new Case(input, 2, line(input, problem), "1 would say that the input is bad");
  }

  private static Case verb(String command, String arguments, String problem) {
    String line = "steadfast " + command + ": error: " + problem + SEE;
    return new Case(command + arguments, 2, line, "the command has two words");
  }

  private static String line(String input, String problem) {
    return "steadfast " + input.split(" ", 2)[0] + ": error: " + problem + SEE;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void saysInOneLineWhatIsWrong(Case row) {
    FakePipeline pipeline = FakePipeline.planning(Examples.everyAction());
    Ran ran = Ran.with(pipeline, row.input().split(" "));
    assertEquals(new Ran(row.code(), "", row.err()), ran, row.because());
    assertEquals(List.of(), pipeline.asked);
  }

  @Test
  void saysEveryProblemOfOneCommandLine() {
    FakePipeline pipeline = FakePipeline.planning(Examples.nothing());
    Ran ran = Ran.with(pipeline, "switch", "x", "--frob", "x", "--policies");
    assertEquals(
        "steadfast switch: error: --policies needs a directory"
            + SEE
            + "steadfast switch: error: unknown argument --frob"
            + SEE
            + "steadfast switch: error: unknown argument x"
            + SEE,
        ran.err());
  }

  @Test
  void withoutArgumentsTheHelpIsAnError() {
    Ran ran = Ran.with(FakePipeline.planning(Examples.nothing()));
    assertEquals(new Ran(2, "", Help.text()), ran);
  }

  @Test
  void helpOfACommandDoesNothingElse() {
    FakePipeline pipeline = FakePipeline.planning(Examples.everyAction());
    Ran ran = Ran.with(pipeline, "switch", "--toplevel", "/t", "--help");
    assertEquals(new Ran(0, Help.text(), ""), ran);
    assertEquals(List.of(), pipeline.asked);
  }

  @Test
  void helpNamesEveryCommandAndExitCode() {
    for (Action action : Action.values()) {
      assertTrue(Help.text().contains("  " + action.word() + " "), action.word());
    }
    for (String word :
        List.of(
            "plan",
            "explain",
            "diff",
            "policy lint",
            "policy show",
            "--exit-code",
            "--offline",
            "NO_COLOR")) {
      assertTrue(Help.text().contains(word), word);
    }
  }

  @Test
  void versionIsTheBuildsOwn() {
    Ran ran = Ran.with(FakePipeline.planning(Examples.nothing()), "--version");
    assertEquals(0, ran.code());
    assertTrue(ran.out().matches("steadfast [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\n"), ran.out());
  }

  @Test
  void aBugIsShownWithoutItsMessage() {
    FakeMachine machine = FakeMachine.planning(Examples.everyAction());
    machine.outcomes = new Exploding();
    Ran ran = Ran.with(machine, "switch", "--toplevel", "/t");
    assertEquals(1, ran.code());
    String bug = "a bug in this program: java.lang.IllegalStateException\n    at dev.steadfast.";
    assertTrue(ran.err().contains(bug), ran.err());
    assertFalse(ran.err().contains("hunter2"), ran.err());
  }

  @Test
  void aResultThatCannotBeWrittenIsAnError() {
    Output full = new Output(new PrintStream(new Full(), true, StandardCharsets.UTF_8), Look.PLAIN);
    Output err = new Output(new PrintStream(OutputStream.nullOutputStream()), Look.PLAIN);
    Pipeline pipeline = FakePipeline.planning(Examples.nothing());
    assertEquals(
        1,
        new Main(full, err, pipeline, FakeMachine.planning(Examples.nothing()))
            .run("diff", "/a", "/b"));
  }

  private static final class Exploding extends AbstractList<StepOutcome> {
    @Override
    public StepOutcome get(int index) {
      throw new IllegalStateException("password=hunter2");
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public Object[] toArray() {
      throw new IllegalStateException("password=hunter2");
    }
  }

  private static final class Full extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("no space left on device");
    }
  }
}
