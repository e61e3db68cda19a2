package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.activate.ActivationReport;
import dev.steadfast.activate.StepOutcome;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.report.Examples;
import dev.steadfast.report.Look;
import dev.steadfast.report.PlanText;
import dev.steadfast.report.ReportText;
import dev.steadfast.systemd.JobResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationCommandTest {
  private static final Plan PLAN = Examples.everyAction();
  private static final String ASKED =
      "PlanRequest[old=/run/current-system, next=/t, root=/, basis=OBSERVED,"
          + " policies=Optional.empty]";

  /** What NixOS's own program prints: callers look for these lines. */
  private static final Pattern ORIGINAL =
      Pattern.compile(
          "(?m)^(would |(NOT )?(stopping|reloading|restarting|starting) |activating the |Failed to "
              + "|the following new units|[Ww]arning: the |WARN: |Error: |Caused by:)");

  /** An outcome for each step, and the exit code that it leads to. */
  record Case(
      String name,
      Function<Step, StepOutcome> input,
      int activationExit,
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

  static Stream<Case> outcomes() {
    return Stream.of(
        new Case("done", ActivationCommandTest::done, 0, 0, "all is well"),
        new Case(
            "unproven",
            step -> new StepOutcome.Unproven(step, "no query"),
            0,
            0,
            "said, and not a failure"),
        new Case("undone", step -> new StepOutcome.Undone(step, "x"), 0, 4, "not as configured"),
        new Case(
            "failed",
            step -> new StepOutcome.Failed(step, JobResult.TIMEOUT, "x"),
            0,
            4,
            "a unit is not as configured"),
        new Case(
            "not tried",
            step -> new StepOutcome.NotRun(step, "x"),
            0,
            4,
            "the switch is half done"),
        new Case(
            "script", ActivationCommandTest::done, 7, 2, "the units are well, the rest is not"),
        new Case(
            "script and unit",
            step -> new StepOutcome.Undone(step, "x"),
            7,
            4,
            "NixOS's own program turns 2 into 4, too"),
        new Case("script not run", ActivationCommandTest::done, -1, 1, "nothing is activated"));
  }

  private static StepOutcome done(Step step) {
    return new StepOutcome.Done(step, Duration.ofMillis(5));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outcomes")
  void endsWithTheCodeOfTheOutcomes(Case row) {
    FakePipeline pipeline = FakePipeline.planning(PLAN);
    pipeline.outcomes = PLAN.steps().values().stream().map(row.input()).toList();
    pipeline.activationExit = row.activationExit();
    Ran ran = Ran.with(pipeline, Map.of(), "switch", "--toplevel", "/t");
    ActivationReport report =
        new ActivationReport(PLAN, pipeline.outcomes, row.activationExit(), List.of(), List.of());
    String text = PlanText.of(PLAN, Look.PLAIN) + ReportText.of(report, Look.PLAIN);
    assertEquals(new Ran(row.code(), "", text), ran, row.because());
    assertFalse(ORIGINAL.matcher(ran.err()).find(), ran.err());
  }

  @ParameterizedTest
  @EnumSource(value = Action.class, mode = Mode.EXCLUDE, names = "DRY_ACTIVATE")
  void plansAndThenActivates(Action action) {
    FakePipeline pipeline = FakePipeline.planning(PLAN);
    Ran.with(pipeline, Map.of("TOPLEVEL", "/t"), action.word());
    assertEquals(List.of(ASKED, "activate " + action), pipeline.asked);
  }

  @Test
  void dryActivateOnlyPlans() {
    FakePipeline pipeline = FakePipeline.planning(PLAN);
    Ran ran = Ran.with(pipeline, Map.of("TOPLEVEL", "/t"), "dry-activate");
    assertEquals(new Ran(0, "", PlanText.of(PLAN, Look.PLAIN)), ran);
    assertEquals(List.of(ASKED), pipeline.asked);
    assertFalse(ORIGINAL.matcher(ran.err()).find(), ran.err());
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void aRefusedPlanIsShownAndNotCarriedOut(Action action) {
    FakePipeline pipeline = FakePipeline.planning(Examples.refused());
    Ran ran = Ran.with(pipeline, Map.of("TOPLEVEL", "/t"), action.word());
    assertEquals(new Ran(1, "", PlanText.of(Examples.refused(), Look.PLAIN)), ran);
    assertEquals(List.of(ASKED), pipeline.asked);
  }

  @Test
  void anInvalidConfigurationIsAnErrorWithNothingTouched() {
    FakePipeline pipeline = FakePipeline.planning(PLAN);
    pipeline.outcomes = List.of();
    pipeline.activationExit = -1;
    pipeline.invalid = List.of("b.conf: no such key");
    Ran ran = Ran.with(pipeline, Map.of("TOPLEVEL", "/t"), "switch");
    assertEquals(1, ran.code());
    assertTrue(ran.err().contains("\n!   b.conf: no such key\n"), ran.err());
  }

  @Test
  void optionsWinOverTheEnvironment() {
    FakePipeline pipeline = FakePipeline.planning(PLAN);
    Map<String, String> environment = Map.of("TOPLEVEL", "/other");
    Ran.with(pipeline, environment, "dry-activate", "--policies=/p", "--toplevel", "/t");
    String policies = ASKED.replace("Optional.empty", "Optional[/p]");
    assertEquals(List.of(policies), pipeline.asked);
  }

  @Test
  void aRelativeToplevelIsTakenFromTheWorkingDirectory() {
    FakePipeline pipeline = FakePipeline.planning(PLAN);
    Ran.with(pipeline, Map.of(), "dry-activate", "--toplevel", "result");
    String next = "next=" + Path.of("").toAbsolutePath().resolve("result");
    assertEquals(List.of(ASKED.replace("next=/t", next)), pipeline.asked);
  }

  @Test
  void anEmptyVariableIsNoToplevel() {
    FakePipeline pipeline = FakePipeline.planning(PLAN);
    assertEquals(1, Ran.with(pipeline, Map.of("TOPLEVEL", ""), "switch").code());
    assertEquals(List.of(), pipeline.asked);
  }

  @Test
  void problemsAreSortedAndSaidOnce() {
    List<Diagnostic> problems = new ArrayList<>();
    problems.add(Diagnostic.error(new Location("b.yaml", 2), "no such rule", "name one"));
    problems.add(Diagnostic.error(new Location("a.yaml", 10), "no name", ""));
    problems.add(Diagnostic.error(new Location("a.yaml", 9), "no units", "").withExcerpt("x: y"));
    problems.add(problems.getFirst());
    FakePipeline pipeline = new FakePipeline(new Parsed.Rejected<>(problems));
    String expected =
        """
        a.yaml:9: error: no units
            x: y
        a.yaml:10: error: no name
        b.yaml:2: error: no such rule
          name one
        """;
    assertEquals(new Ran(1, "", expected), Ran.with(pipeline, Map.of("TOPLEVEL", "/t"), "switch"));
  }

  @Test
  void warningsPrecedeThePlan() {
    Diagnostic warning = Diagnostic.warning(new Location("a.yaml", 9), "unused rule", "");
    FakePipeline pipeline = new FakePipeline(new Parsed.Accepted<>(PLAN, List.of(warning)));
    Ran ran = Ran.with(pipeline, Map.of("TOPLEVEL", "/t"), "dry-activate");
    assertEquals("a.yaml:9: warning: unused rule\n" + PlanText.of(PLAN, Look.PLAIN), ran.err());
    assertEquals(0, ran.code());
  }
}
