package dev.steadfast.cli;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.diagnostic.Severity;
import dev.steadfast.policy.PolicyFiles;
import dev.steadfast.policy.PolicyLint;
import dev.steadfast.policy.PolicyListing;
import dev.steadfast.policy.Spelling;
import dev.steadfast.report.DiagnosticsJson;
import dev.steadfast.report.PolicyText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code steadfast policy lint} and {@code steadfast policy show}: for authors of policies. */
record PolicyCommand(Output out, Output err) {
  static final String NAME = "policy";
  private static final String LINT = "lint";
  private static final String SHOW = "show";

  ExitCode run(List<String> arguments) {
    String verb = arguments.isEmpty() ? "" : arguments.getFirst();
    return switch (verb) {
      case LINT -> run(verb, arguments, PolicyLintOptions.class, options -> lint(options));
      case SHOW -> run(verb, arguments, PolicyShowOptions.class, options -> show(options));
      default -> {
        String problem = verb.isEmpty() ? "lint or show?" : "neither lint nor show: " + verb;
        err.print(List.of(CommandLines.misuse(NAME, problem)));
        yield ExitCode.USAGE;
      }
    };
  }

  /** What is done with the options of one verb. */
  private interface Verb<T> {
    ExitCode run(T options);
  }

  private <T> ExitCode run(String verb, List<String> arguments, Class<T> type, Verb<T> then) {
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (Arguments.parse(NAME + " " + verb, rest, type)) {
      case Parsed.Rejected<T>(List<Diagnostic> problems) -> {
        err.print(problems);
        yield ExitCode.USAGE;
      }
      case Parsed.Accepted<T>(T options, List<Diagnostic> warnings) -> then.run(options);
    };
  }

  /** The problems are the result, so they go to standard output. */
  private ExitCode lint(PolicyLintOptions options) {
    Path directory = options.directory().toAbsolutePath();
    PolicyFiles operator = OperatorPolicies.files(Optional.of(directory));
    List<Diagnostic> found = Output.sorted(PolicyLint.lint(PolicyFiles.shipped(), operator));
    long errors = found.stream().filter(one -> one.severity() == Severity.ERROR).count();
    switch (options.format()) {
      case TEXT -> {
        out.print(found);
        out.print(
            counted(errors, "error") + ", " + counted(found.size() - errors, "warning") + "\n");
      }
      case JSON -> out.print(DiagnosticsJson.of(found));
    }
    return errors == 0 ? ExitCode.OK : ExitCode.ERROR;
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private ExitCode show(PolicyShowOptions options) {
    PolicyFiles operator = OperatorPolicies.files(options.policies().map(Path::toAbsolutePath));
    return switch (PolicyListing.read(PolicyFiles.shipped(), operator)) {
      case Parsed.Rejected<List<PolicyListing>>(List<Diagnostic> problems) -> {
        err.print(problems);
        yield ExitCode.ERROR;
      }
      case Parsed.Accepted<List<PolicyListing>>(
              List<PolicyListing> all,
              List<Diagnostic> warnings) -> {
        err.print(warnings);
        yield options.name().isEmpty() ? names(all) : show(options.name().get(), all);
      }
    };
  }

  private ExitCode names(List<PolicyListing> all) {
    out.print(PolicyText.names(all));
    return ExitCode.OK;
  }

  private ExitCode show(String name, List<PolicyListing> all) {
    for (PolicyListing policy : all) {
      if (policy.policy().name().equals(name)) {
        out.print(PolicyText.of(policy, out.look()));
        return ExitCode.OK;
      }
    }
    List<String> names = all.stream().map(policy -> policy.policy().name()).toList();
    Location place = new Location("steadfast " + NAME + " " + SHOW, 0);
    String summary = "there is no policy '" + name + "'";
    err.print(List.of(Diagnostic.error(place, summary, Spelling.advice(name, names))));
    return ExitCode.ERROR;
  }
}
