package dev.steadfast.cli;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.Explanation;
import dev.steadfast.report.ExplanationJson;
import dev.steadfast.report.ExplanationText;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code steadfast explain}: tells why a plan says of one unit what it says. */
record ExplainCommand(Output out, Output err, Pipeline pipeline) {
  static final String NAME = "explain";
  private static final String SERVICE = ".service";

  ExitCode run(List<String> arguments) {
    return switch (Arguments.parse(NAME, arguments, ExplainOptions.class)) {
      case Parsed.Rejected<ExplainOptions>(List<Diagnostic> problems) -> misused(problems);
      case Parsed.Accepted<ExplainOptions>(ExplainOptions options, List<Diagnostic> warnings) -> {
        Optional<UnitName> unit = unit(options.unit());
        yield unit.isPresent()
            ? run(unit.get(), options)
            : misused(
                List.of(CommandLines.misuse(NAME, "not a name of a unit: " + options.unit())));
      }
    };
  }

  /** As systemctl takes it: without a type it is a service. */
  private static Optional<UnitName> unit(String text) {
    return UnitName.parse(text).or(() -> UnitName.parse(text + SERVICE));
  }

  private ExitCode misused(List<Diagnostic> problems) {
    err.print(problems);
    return ExitCode.USAGE;
  }

  private ExitCode run(UnitName unit, ExplainOptions options) {
    return switch (pipeline.explain(unit, request(options))) {
      case Parsed.Rejected<Explanation>(List<Diagnostic> problems) -> {
        err.print(problems);
        yield ExitCode.ERROR;
      }
      case Parsed.Accepted<Explanation>(Explanation explanation, List<Diagnostic> warnings) -> {
        err.print(warnings);
        out.print(
            switch (options.format()) {
              case TEXT -> ExplanationText.of(explanation, out.look());
              case JSON -> ExplanationJson.of(explanation);
            });
        yield ExitCode.OK;
      }
    };
  }

  private static PlanRequest request(ExplainOptions options) {
    return new PlanRequest(
        CommandLines.inside(options.root(), options.old()),
        CommandLines.inside(options.root(), options.next()),
        options.root().toAbsolutePath(),
        options.offline() ? Basis.ASSUMED : Basis.OBSERVED,
        options.policies().map(Path::toAbsolutePath));
  }
}
