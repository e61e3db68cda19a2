package dev.steadfast.cli;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.report.PlanJson;
import dev.steadfast.report.PlanText;
import java.nio.file.Path;
import java.util.List;

/** {@code steadfast plan}: shows what a switch would do. */
record PlanCommand(Output out, Output err, Pipeline pipeline) {
  static final String NAME = "plan";

  ExitCode run(List<String> arguments) {
    return switch (Arguments.parse(NAME, arguments, PlanOptions.class)) {
      case Parsed.Rejected<PlanOptions>(List<Diagnostic> problems) -> {
        err.print(problems);
        yield ExitCode.USAGE;
      }
      case Parsed.Accepted<PlanOptions>(PlanOptions options, List<Diagnostic> warnings) ->
          run(options);
    };
  }

  private ExitCode run(PlanOptions options) {
    return switch (pipeline.plan(request(options))) {
      case Parsed.Rejected<Plan>(List<Diagnostic> problems) -> {
        err.print(problems);
        yield ExitCode.ERROR;
      }
      case Parsed.Accepted<Plan>(Plan plan, List<Diagnostic> warnings) -> {
        err.print(warnings);
        out.print(
            switch (options.format()) {
              case TEXT -> PlanText.of(plan, out.look());
              case JSON -> PlanJson.of(plan);
            });
        yield code(plan, options);
      }
    };
  }

  private static PlanRequest request(PlanOptions options) {
    return new PlanRequest(
        CommandLines.inside(options.root(), options.old()),
        CommandLines.inside(options.root(), options.next()),
        options.root().toAbsolutePath(),
        options.offline() ? Basis.ASSUMED : Basis.OBSERVED,
        options.policies().map(Path::toAbsolutePath));
  }

  private static ExitCode code(Plan plan, PlanOptions options) {
    if (!plan.refused().isEmpty()) {
      return ExitCode.ERROR;
    }
    return options.exitCode() && isDifferent(plan) ? ExitCode.DIFFERENT : ExitCode.OK;
  }

  private static boolean isDifferent(Plan plan) {
    for (Step step : plan.steps().values()) {
      if (!(step instanceof Step.Keep) || !step.verdict().owed().isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
