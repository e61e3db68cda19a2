package dev.steadfast.cli;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.report.DiffText;
import java.util.List;

/** {@code steadfast diff}: shows what differs between two generations. */
record DiffCommand(Output out, Output err, Pipeline pipeline) {
  static final String NAME = "diff";

  ExitCode run(List<String> arguments) {
    return switch (Arguments.parse(NAME, arguments, DiffOptions.class)) {
      case Parsed.Rejected<DiffOptions>(List<Diagnostic> problems) -> {
        err.print(problems);
        yield ExitCode.USAGE;
      }
      case Parsed.Accepted<DiffOptions>(DiffOptions options, List<Diagnostic> warnings) ->
          run(options);
    };
  }

  private ExitCode run(DiffOptions options) {
    DiffRequest request =
        new DiffRequest(
            CommandLines.inside(options.root(), options.old()),
            CommandLines.inside(options.root(), options.next()),
            options.root().toAbsolutePath());
    return switch (pipeline.diff(request)) {
      case Parsed.Rejected<Difference>(List<Diagnostic> problems) -> {
        err.print(problems);
        yield ExitCode.ERROR;
      }
      case Parsed.Accepted<Difference>(Difference found, List<Diagnostic> warnings) -> {
        err.print(warnings);
        out.print(DiffText.of(found.changes(), found.secrets(), out.look()));
        yield ExitCode.OK;
      }
    };
  }
}
