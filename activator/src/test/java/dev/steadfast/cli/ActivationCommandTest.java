package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.activate.Aftermath;
import dev.steadfast.activate.StepOutcome;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Requests;
import dev.steadfast.plan.Step;
import dev.steadfast.report.Examples;
import dev.steadfast.report.Look;
import dev.steadfast.report.PlanText;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationCommandTest {
  private static final Plan PLAN = Examples.everyAction();

  /** What NixOS's own program prints: callers look for these lines. */
  private static final Pattern ORIGINAL =
      Pattern.compile(
          "(?m)^(would |(NOT )?(stopping|reloading|restarting|starting) |activating the |Failed to "
              + "|the following new units|[Ww]arning: the |WARN: |Error: |Caused by:)");

  /** What an action does, in order, and how it ends. */
  record Flow(
      String name,
      String action,
      Consumer<FakeMachine> given,
      List<String> asked,
      int code,
      String because) {
    Flow {
      assertFalse(because.isBlank(), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static void well(FakeMachine machine) {
    assertEquals(List.of(), machine.asked);
  }

  static Stream<Flow> flows() {
    List<String> upTo = List.of("enter", "checks ACTION", "plan OWN", "validate");
    return Stream.of(
        flow("check", "check", ActivationCommandTest::well, upTo, 0, "nothing but checks"),
        flow(
            "boot",
            "boot",
            ActivationCommandTest::well,
            and(upTo, "boot loader boot", "sync"),
            0,
            "not activated"),
        flow(
            "switch",
            "switch",
            ActivationCommandTest::well,
            and(
                upTo,
                "boot loader switch",
                "sync",
                "log BEGUN 0",
                "activate switch",
                "log ENDED 0"),
            0,
            "all of it"),
        flow(
            "test",
            "test",
            ActivationCommandTest::well,
            and(upTo, "sync", "log BEGUN 0", "activate test", "log ENDED 0"),
            0,
            "no boot loader"),
        flow(
            "dry-activate",
            "dry-activate",
            ActivationCommandTest::well,
            and(upTo, "sync", "foresee", "show users", "dry script dry-activate"),
            0,
            "nothing is activated or logged"),
        flow(
            "not entered",
            "switch",
            machine -> machine.notEntered = Optional.of("Could not acquire lock"),
            List.of("enter"),
            1,
            "another switch is under way"),
        flow(
            "checks fail",
            "boot",
            machine -> machine.notChecked = Optional.of("Pre-switch checks failed"),
            upTo.subList(0, 2),
            1,
            "the system's author forbids it"),
        flow(
            "refused",
            "switch",
            machine -> machine.plan = Parsed.of(Examples.refused()),
            upTo.subList(0, 3),
            1,
            "what is refused must not boot either"),
        flow(
            "refused boot",
            "boot",
            machine -> machine.plan = Parsed.of(Examples.refused()),
            upTo.subList(0, 3),
            1,
            "what is refused must not boot either"),
        flow(
            "invalid",
            "switch",
            machine -> machine.invalid = List.of("b.conf: no such key"),
            upTo,
            1,
            "what is not valid must not boot either"),
        flow(
            "unreadable",
            "boot",
            machine ->
                machine.plan =
                    Parsed.rejected(Diagnostic.error(new Location("a.service", 9), "x", "")),
            upTo.subList(0, 3),
            1,
            "what cannot be read is not known to boot"),
        flow(
            "boot loader fails",
            "switch",
            machine -> machine.notInstalled = Optional.of("Failed to install bootloader"),
            and(upTo, "boot loader switch"),
            1,
            "before anything is activated"),
        flow(
            "other init",
            "switch",
            machine -> machine.incompatible = List.of("Warning: reboot"),
            and(upTo, "boot loader switch", "sync"),
            100,
            "it is the boot default and not activated"),
        flow(
            "system that does not run",
            "boot",
            machine -> machine.notPlanned = Optional.of("nothing runs here"),
            List.of("enter", "checks ACTION", "boot loader boot", "sync"),
            0,
            "a system is made bootable while it is installed"));
  }

  private static Flow flow(
      String name,
      String action,
      Consumer<FakeMachine> given,
      List<String> asked,
      int code,
      String because) {
    List<String> all = asked.stream().map(each -> each.replace("ACTION", action)).toList();
    return new Flow(name, action, given, all, code, because);
  }

  private static List<String> and(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flows")
  void goesThroughItsPhases(Flow row) {
    FakeMachine machine = FakeMachine.planning(PLAN);
    row.given().accept(machine);
    Ran ran = Ran.with(machine, row.action(), "--toplevel", "/t");
    List<String> asked = machine.asked.stream().filter(each -> !each.startsWith("equip")).toList();
    assertEquals(row.asked(), asked, row.because());
    assertEquals(row.code(), ran.code(), ran.err());
    assertEquals("", ran.out(), "everything is for people");
  }

  /** An outcome for each step, and the exit code that it leads to. */
  record Case(
      String name,
      Function<Step, StepOutcome> input,
      int activationExit,
      Aftermath aftermath,
      int code,
      String because) {
    Case {
      assertFalse(because.isBlank(), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Case after(
      String name, Function<Step, StepOutcome> input, int exit, int code, String because) {
    return new Case(name, input, exit, Aftermath.NONE, code, because);
  }

  static Stream<Case> outcomes() {
    TreeSet<UnitName> one = new TreeSet<>(List.of(new UnitName("x.service")));
    TreeSet<UnitName> none = new TreeSet<>();
    return Stream.of(
        after("done", ActivationCommandTest::done, 0, 0, "all is well"),
        after(
            "unproven",
            step -> new StepOutcome.Unproven(step, "no query"),
            0,
            0,
            "said, and not a failure"),
        after("undone", step -> new StepOutcome.Undone(step, "x"), 0, 4, "not as configured"),
        after(
            "failed",
            step -> new StepOutcome.Failed(step, JobResult.TIMEOUT, "x"),
            0,
            4,
            "a unit is not as configured"),
        after("not tried", step -> new StepOutcome.NotRun(step, "x"), 0, 4, "it is half done"),
        after("script", ActivationCommandTest::done, 7, 2, "the units are well, the rest is not"),
        after(
            "script and unit",
            step -> new StepOutcome.Undone(step, "x"),
            7,
            4,
            "NixOS's own program turns 2 into 4, too"),
        after("script not run", ActivationCommandTest::done, -1, 1, "nothing is activated"),
        new Case(
            "a unit is failed at the end",
            ActivationCommandTest::done,
            7,
            new Aftermath(none, one, none, List.of()),
            4,
            "whoever is to blame"),
        new Case(
            "a unit went down",
            ActivationCommandTest::done,
            0,
            new Aftermath(one, none, one, List.of()),
            0,
            "said, and perhaps meant"),
        new Case(
            "a user's units",
            ActivationCommandTest::done,
            0,
            new Aftermath(none, none, none, List.of("ann: no bus")),
            4,
            "not all is as configured"));
  }

  private static StepOutcome done(Step step) {
    return new StepOutcome.Done(step, Duration.ofMillis(5));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outcomes")
  void endsWithTheCodeOfTheOutcomes(Case row) {
    FakeMachine machine = FakeMachine.planning(PLAN);
    machine.outcomes = PLAN.steps().values().stream().map(row.input()).toList();
    machine.activationExit = row.activationExit();
    machine.aftermath = row.aftermath();
    Ran ran = Ran.with(machine, "switch", "--toplevel", "/t");
    assertEquals(row.code(), ran.code(), row.because());
    assertEquals("log ENDED " + row.code(), machine.asked.getLast());
    assertFalse(ORIGINAL.matcher(ran.err()).find(), ran.err());
  }

  @Test
  void aDryRunSaysTheOriginalsLinesAfterThePlan() {
    FakeMachine machine = FakeMachine.planning(PLAN);
    Ran ran = Ran.with(machine, "dry-activate", "--toplevel", "/t");
    String lines =
        """
        would stop the following units: d.service, f.service
        would NOT stop the following changed units: b.service
        would activate the configuration...
        """;
    String plan = PlanText.of(PLAN, Look.PLAIN);
    assertTrue(ran.err().startsWith(plan), ran.err());
    assertFalse(ORIGINAL.matcher(plan).find(), plan);
    assertTrue(ran.err().contains("would activate the configuration...\n"), lines + ran.err());
  }

  @Test
  void aDryRunSaysWhatTheScriptAsksFor() {
    FakeMachine machine = FakeMachine.planning(Examples.nothing());
    machine.dryRequests = Optional.of(Requests.NONE);
    machine.planAsked = Optional.of(Examples.reloadAndKeep());
    Ran ran = Ran.with(machine, "dry-activate", "--toplevel", "/t");
    assertTrue(ran.err().contains("\nWARN: restarting or reloading systemd units"), ran.err());
    assertTrue(ran.err().contains("\nwould reload the following units: "), ran.err());
  }

  @Test
  void aRefusalSaysWhatTheProfilePointsTo() {
    FakeMachine machine = FakeMachine.planning(Examples.refused());
    Ran ran = Ran.with(machine, "switch", "--toplevel", "/t");
    assertEquals(PlanText.of(Examples.refused(), Look.PLAIN) + "hint\n", ran.err());
  }

  @Test
  void theWrapperIsAnsweredAsTheOriginalAnswersIt() {
    for (String word : List.of("broken-action", "plan", "--version")) {
      FakeMachine machine = FakeMachine.planning(PLAN);
      machine.called = ActionLine.Called.BY_WRAPPER;
      Ran ran = Ran.with(machine, word);
      assertEquals(new Ran(1, "", Help.usageOfActions()), ran, word);
      assertEquals(List.of(), machine.asked);
    }
    FakeMachine machine = FakeMachine.planning(PLAN);
    machine.called = ActionLine.Called.BY_WRAPPER;
    assertEquals(new Ran(1, "", Help.usageOfActions()), Ran.with(machine));
    assertEquals(0, Ran.with(machine, "check", "more", "words").code(), "only the first counts");
  }

  @Test
  void aRelativeToplevelIsTakenFromTheWorkingDirectory() {
    FakeMachine machine = FakeMachine.planning(PLAN);
    Ran.with(machine, "dry-activate", "--toplevel", "result", "--policies=/p");
    Path next = Path.of("").toAbsolutePath().resolve("result");
    assertEquals(
        "equip ActionLine[toplevel=Optional[" + next + "], policies=Optional[/p], rules=OWN]",
        machine.asked.getFirst());
  }

  @Test
  void problemsAreSortedAndSaidOnce() {
    List<Diagnostic> problems = new ArrayList<>();
    problems.add(Diagnostic.error(new Location("b.yaml", 2), "no such rule", "name one"));
    problems.add(Diagnostic.error(new Location("a.yaml", 10), "no name", ""));
    problems.add(Diagnostic.error(new Location("a.yaml", 9), "no units", "").withExcerpt("x: y"));
    problems.add(problems.getFirst());
    FakeMachine machine = new FakeMachine(new Parsed.Rejected<>(problems));
    String expected =
        """
        a.yaml:9: error: no units
            x: y
        a.yaml:10: error: no name
        b.yaml:2: error: no such rule
          name one
        """;
    assertEquals(new Ran(1, "", expected), Ran.with(machine, "test", "--toplevel", "/t"));
  }

  @Test
  void warningsPrecedeThePlan() {
    Diagnostic warning = Diagnostic.warning(new Location("a.yaml", 9), "unused rule", "");
    FakeMachine machine = new FakeMachine(new Parsed.Accepted<>(PLAN, List.of(warning)));
    Ran ran = Ran.with(machine, "dry-activate", "--toplevel", "/t");
    String begin = "a.yaml:9: warning: unused rule\n" + PlanText.of(PLAN, Look.PLAIN);
    assertTrue(ran.err().startsWith(begin), ran.err());
    assertEquals(0, ran.code());
  }
}
