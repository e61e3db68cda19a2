package dev.steadfast.cli;

import dev.steadfast.activate.ActivationReport;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.Plan;
import dev.steadfast.report.PlanText;
import dev.steadfast.report.ReportText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code switch}, {@code test} and {@code dry-activate}: plan, then carry out. */
record ActivationCommand(Output err, Map<String, String> environment, Pipeline pipeline) {
  private static final Path CURRENT_SYSTEM = Path.of("/run/current-system");
  private static final Path ROOT = Path.of("/");

  ExitCode run(Action action, List<String> arguments) {
    return switch (ActionLine.parse(action, arguments, environment)) {
      case Parsed.Rejected<ActionLine>(List<Diagnostic> problems) -> rejected(problems);
      case Parsed.Accepted<ActionLine>(ActionLine line, List<Diagnostic> warnings) ->
          run(action, line);
    };
  }

  private ExitCode run(Action action, ActionLine line) {
    PlanRequest request =
        new PlanRequest(CURRENT_SYSTEM, line.toplevel(), ROOT, Basis.OBSERVED, line.policies());
    return switch (pipeline.plan(request)) {
      case Parsed.Rejected<Plan>(List<Diagnostic> problems) -> rejected(problems);
      case Parsed.Accepted<Plan>(Plan plan, List<Diagnostic> warnings) -> {
        err.print(warnings);
        err.print(PlanText.of(plan, err.look()));
        yield plan.refused().isEmpty() ? carriedOut(action, plan) : ExitCode.ERROR;
      }
    };
  }

  private ExitCode carriedOut(Action action, Plan plan) {
    return switch (action) {
      case DRY_ACTIVATE -> ExitCode.OK;
      case SWITCH, TEST -> {
        ActivationReport report = pipeline.activate(plan, action);
        err.print(ReportText.of(report, err.look()));
        yield ExitCode.of(report);
      }
    };
  }

  private ExitCode rejected(List<Diagnostic> problems) {
    err.print(problems);
    return ExitCode.ERROR;
  }
}
