package dev.steadfast.cli;

import dev.steadfast.activate.ActivationReport;
import dev.steadfast.activate.EffectListener;
import dev.steadfast.cli.UserSwitch.Failure;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.nixos.SwitchVariables;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists.Targets;
import dev.steadfast.plan.Rules;
import dev.steadfast.report.ContractText;
import dev.steadfast.report.ContractText.Scope;
import dev.steadfast.report.PlanText;
import dev.steadfast.report.ReportText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code steadfast user}: switches the units of the user who runs it. */
record UserUnits(Output err, Map<String, String> environment, EffectListener listener) {
  static final String NAME = "user";
  static final String NIXOS = "--nixos";

  ExitCode run(List<String> arguments) {
    return switch (Arguments.parse(NAME, arguments, UserOptions.class)) {
      case Parsed.Rejected<UserOptions>(List<Diagnostic> problems) -> {
        yield rejected(problems);
      }
      case Parsed.Accepted<UserOptions>(UserOptions options, List<Diagnostic> warnings) ->
          run(options);
    };
  }

  private ExitCode run(UserOptions options) {
    Parsed<SwitchVariables> variables =
        SwitchVariables.byHand(environment, Optional.of(options.next()));
    return switch (variables) {
      case Parsed.Rejected<SwitchVariables>(List<Diagnostic> problems) -> rejected(problems);
      case Parsed.Accepted<SwitchVariables>(SwitchVariables known, List<Diagnostic> warnings) ->
          run(options, known);
    };
  }

  private ExitCode run(UserOptions options, SwitchVariables variables) {
    Rules rules = options.compat() || variables.flags().compat() ? Rules.ORIGINAL : Rules.OWN;
    UserSwitch.Request request =
        new UserSwitch.Request(
            options.old().toAbsolutePath(),
            options.next().toAbsolutePath(),
            options.nixos() ? UserSwitch.Kind.NIXOS : UserSwitch.Kind.STAND_ALONE,
            rules,
            variables.jobDeadline(),
            variables.deadline());
    try (UserSwitch users = UserSwitch.connect(request, environment, listener)) {
      return switch (users.plan()) {
        case Parsed.Rejected<Plan>(List<Diagnostic> problems) -> rejected(problems);
        case Parsed.Accepted<Plan>(Plan plan, List<Diagnostic> warnings) -> {
          err.print(warnings);
          show(plan, options);
          yield options.dryRun() ? ExitCode.OK : carriedOut(users, plan, options);
        }
      };
    } catch (Failure failed) {
      err.print("steadfast user: error: " + failed.getMessage() + "\n");
      return ExitCode.ERROR;
    }
  }

  private ExitCode rejected(List<Diagnostic> problems) {
    err.print(problems);
    return ExitCode.ERROR;
  }

  /** As a part of a system's switch only what is done is said. */
  private void show(Plan plan, UserOptions options) {
    boolean isOwn = plan.rules() == Rules.OWN;
    if (isOwn && !options.nixos()) {
      err.print(PlanText.of(plan, err.look()));
    }
    if (options.dryRun()) {
      ContractText text = new ContractText(Scope.USER);
      text.forecast(plan, Targets.HIDDEN).forEach(line -> err.print(line + "\n"));
      text.forecastAfterScript(plan, Targets.HIDDEN, false).forEach(line -> err.print(line + "\n"));
    }
  }

  private ExitCode carriedOut(UserSwitch users, Plan plan, UserOptions options) {
    ActivationReport first = users.run(plan, new ContractAnnouncer(err, Scope.USER, units -> {}));
    ExitCode code = ExitCode.of(first);
    report(first, options);
    if (options.nixos()) {
      ExitCode after = takenOver(users, options);
      code = code == ExitCode.OK ? after : code;
    }
    return code;
  }

  private ExitCode takenOver(UserSwitch users, UserOptions options) {
    try {
      Optional<ActivationReport> report =
          users.takeOver(new ContractAnnouncer(err, Scope.USER_AFTER_ACTIVATION, units -> {}));
      report.ifPresent(done -> report(done, options));
      return report.map(ExitCode::of).orElse(ExitCode.OK);
    } catch (Failure failed) {
      err.print("FAILED    units that the user had before: " + failed.getMessage() + "\n");
      return ExitCode.UNITS;
    }
  }

  private void report(ActivationReport report, UserOptions options) {
    boolean isTold = report.plan().rules() == Rules.OWN && !options.nixos();
    if (isTold) {
      err.print(ReportText.of(report, err.look()));
      return;
    }
    report.invalid().forEach(why -> err.print(why + "\n"));
    report.aftermath().troubles().forEach(why -> err.print("FAILED    " + why + "\n"));
    report.notes().forEach(note -> err.print("note      " + note + "\n"));
  }

  /** Where the user's own unit files are. */
  static Path configHome(Map<String, String> environment) {
    String named = environment.getOrDefault("XDG_CONFIG_HOME", "");
    return named.isEmpty() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(named);
  }
}
