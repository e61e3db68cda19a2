package dev.steadfast.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.steadfast.activate.ActivationReport;
import dev.steadfast.activate.Aftermath;
import dev.steadfast.activate.StepOutcome;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.report.Look.Colour;
import dev.steadfast.report.Look.Symbols;
import dev.steadfast.systemd.JobResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportTextTest {
  private static final Plan EVERY = Examples.everyAction();
  private static final Plan OWING = Examples.reloadAndKeep();
  private static final String TO = "/nix/store/11111111111111111111111111111111-nixos-system-box-2";

  record Case(String name, ActivationReport input, List<String> expected, String because) {
    Case {
      assertFalse(because.isBlank(), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "all done, one restart owed",
            report(OWING, 0, done(OWING, "cache.service"), done(OWING, "postgresql.service")),
            List.of(
                "done      postgresql.service: reload, 250 ms",
                "OWED      postgresql.service: restart for conf max_connections: 100 -> 321",
                "activated: " + TO + "; 2 done; 1 restart owed"),
            "a debt is said again after the switch, a kept unit is not"),
        new Case(
            "every outcome",
            report(
                EVERY,
                0,
                new StepOutcome.Unproven(step(EVERY, "b.service"), "the query cannot be put"),
                new StepOutcome.Undone(step(EVERY, "b.service"), "the load time did not move"),
                new StepOutcome.Failed(
                    step(EVERY, "c.service"), JobResult.NOT_QUEUED, "unit is masked"),
                new StepOutcome.NotRun(step(EVERY, "e.service"), "the bus is lost"),
                done(EVERY, "f.service")),
            List.of(
                "UNPROVEN  b.service: reload carried out, but nothing shows its effect:"
                    + " the query cannot be put",
                "UNDONE    b.service: reload taken back; it runs with its previous configuration, and"
                    + " its next start will read the rejected one: the load time did not move",
                "FAILED    c.service: restart ended with not-queued: unit is masked",
                "NOT RUN   e.service: start was not tried: the bus is lost",
                "done      f.service: stop, 250 ms",
                "activated: " + TO + "; 1 done, 1 unproven, 1 undone, 1 failed, 1 not run"),
            "each says what it means for the unit"),
        new Case(
            "invalid configuration",
            new ActivationReport(
                Examples.nothing(),
                List.of(),
                -1,
                List.of("b.conf: line 3: password=hunter2"),
                List.of(),
                Aftermath.NONE),
            List.of(
                "REJECTED: not valid, nothing is touched",
                "!   b.conf: line 3: password=(secret)",
                "not activated: " + TO + "; 0 done"),
            "what a program says of a file may quote it"),
        new Case(
            "refused plan",
            report(Examples.refused(), -1),
            List.of(
                "REFUSED: nothing is touched",
                "!   postgresql.service: needs a restart, which its mode refuses:"
                    + " conf max_connections: 100 -> 321"
                    + "  (rule postgresql/settings:"
                    + " the server's own settings give its context as postmaster)",
                "not activated: " + TO + "; 0 done"),
            "the report stands alone: it says why nothing was done"),
        new Case(
            "activation script failed",
            report(EVERY, 3, done(EVERY, "f.service")),
            List.of(
                "FAILED    the activation script ended with exit code 3",
                "done      f.service: stop, 250 ms",
                "activated: " + TO + "; 1 done"),
            "the rest of the switch went on"),
        new Case(
            "notes",
            new ActivationReport(
                Examples.kept(),
                List.of(done(Examples.kept(), "cache.service")),
                0,
                List.of(),
                List.of("b.service: not validated: token=x"),
                Aftermath.NONE),
            List.of(
                "note      b.service: not validated: token=(secret)",
                "activated: " + TO + "; 1 done"),
            "a check that was not made is said, too"));
  }

  private static ActivationReport report(Plan plan, int exit, StepOutcome... outcomes) {
    return new ActivationReport(
        plan, List.of(outcomes), exit, List.of(), List.of(), Aftermath.NONE);
  }

  private static StepOutcome done(Plan plan, String unit) {
    return new StepOutcome.Done(step(plan, unit), Duration.ofMillis(250));
  }

  private static Step step(Plan plan, String unit) {
    return Objects.requireNonNull(plan.steps().get(Examples.unit(unit)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void readsAs(Case row) {
    String text = ReportText.of(row.input(), Look.PLAIN);
    assertEquals(String.join("\n", row.expected()) + "\n", text, row.because());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void coloursAddNothingButColours(Case row) {
    String coloured = ReportText.of(row.input(), new Look(Colour.ANSI, Symbols.UNICODE));
    String plain = coloured.replaceAll("\u001b\\[[0-9;]*m", "");
    assertEquals(ReportText.of(row.input(), Look.PLAIN), plain, row.because());
  }
}
