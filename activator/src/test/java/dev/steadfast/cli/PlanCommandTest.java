package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Plan;
import dev.steadfast.report.Examples;
import dev.steadfast.report.Look;
import dev.steadfast.report.PlanJson;
import dev.steadfast.report.PlanText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanCommandTest {

  record Case(String name, Plan plan, String options, int code, String because) {
    Case {
      assertFalse(because.isBlank(), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> codes() {
    return Stream.of(
        new Case("plan", Examples.everyAction(), "", 0, "showing it is all that was asked"),
        new Case("different", Examples.everyAction(), " --exit-code", 3, "steps other than keep"),
        new Case("nothing", Examples.nothing(), " --exit-code", 0, "there is no step"),
        new Case("kept", Examples.kept(), " --exit-code", 0, "keeping changes nothing"),
        new Case("owed", Examples.owed(), " --exit-code", 3, "a debt is a difference"),
        new Case("refused", Examples.refused(), "", 1, "the switch would fail"),
        new Case("refused too", Examples.refused(), " --exit-code", 1, "1 wins over 3"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("codes")
  void textGoesToStandardOutput(Case row) {
    Ran ran = run(FakePipeline.planning(row.plan()), "--old /a --next /b" + row.options());
    String text = PlanText.of(row.plan(), Look.PLAIN);
    assertEquals(new Ran(row.code(), text, ""), ran, row.because());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("codes")
  void jsonGoesToStandardOutput(Case row) {
    String options = "--old /a --next /b --format json" + row.options();
    Ran ran = run(FakePipeline.planning(row.plan()), options);
    assertEquals(new Ran(row.code(), PlanJson.of(row.plan()), ""), ran, row.because());
  }

  @Test
  void observesThisSystemUnlessToldOtherwise() {
    FakePipeline pipeline = FakePipeline.planning(Examples.nothing());
    run(pipeline, "--old /a --next /b");
    run(pipeline, "--old=/a --next=/b --offline --root /r --policies /p");
    assertEquals(
        List.of(
            "PlanRequest[old=/a, next=/b, root=/, basis=OBSERVED, policies=Optional.empty]",
            "PlanRequest[old=/a, next=/b, root=/r, basis=ASSUMED, policies=Optional[/p]]"),
        pipeline.asked);
  }

  @Test
  void relativeToplevelsBeginInTheWorkingDirectoryOrBelowTheRoot() {
    FakePipeline pipeline = FakePipeline.planning(Examples.nothing());
    run(pipeline, "--old a --next ./b");
    run(pipeline, "--old a --next /b --root /r");
    Path here = Path.of("").toAbsolutePath();
    String rest = ", basis=OBSERVED, policies=Optional.empty]";
    assertEquals(
        List.of(
            "PlanRequest[old=" + here + "/a, next=" + here + "/./b, root=/" + rest,
            "PlanRequest[old=/a, next=/b, root=/r" + rest),
        pipeline.asked);
  }

  @Test
  void problemsGoToStandardError() {
    Diagnostic problem = Diagnostic.error(new Location("/b/etc", 0), "does not exist", "");
    Ran ran = run(new FakePipeline(Parsed.rejected(problem)), "--old /a --next /b");
    assertEquals(new Ran(1, "", "/b/etc: error: does not exist\n"), ran);
  }

  @Test
  void warningsDoNotMixWithTheResult() {
    Diagnostic warning = Diagnostic.warning(new Location("a.yaml", 9), "unused rule", "");
    Plan plan = Examples.nothing();
    FakePipeline pipeline = new FakePipeline(new Parsed.Accepted<>(plan, List.of(warning)));
    Ran ran = run(pipeline, "--old /a --next /b --format json");
    assertEquals(new Ran(0, PlanJson.of(plan), "a.yaml:9: warning: unused rule\n"), ran);
  }

  @Test
  void theSameRunTwiceGivesTheSameBytes() {
    FakePipeline pipeline = FakePipeline.planning(Examples.everyAction());
    String options = "--old /a --next /b --format json";
    assertEquals(run(pipeline, options), run(pipeline, options));
  }

  private static Ran run(Pipeline pipeline, String options) {
    return Ran.with(pipeline, ("plan " + options).split(" "));
  }
}
