package dev.steadfast.cli;

import dev.steadfast.activate.ActivationReport;
import dev.steadfast.activate.Checked;
import dev.steadfast.activate.Outside.Replanned;
import dev.steadfast.activate.Why;
import dev.steadfast.cli.Switcher.Prepared;
import dev.steadfast.cli.Switcher.Request;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Requests;
import dev.steadfast.plan.Rules;
import dev.steadfast.report.ContractText;
import dev.steadfast.report.ContractText.Scope;
import dev.steadfast.report.PlanText;
import dev.steadfast.report.ReportText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The five actions of NixOS's switch-to-configuration, in its order, with our plan, its refusals
 * and its validations next to the pre-switch checks: before the boot loader.
 */
final class ActivationCommand {
  private static final ContractText CONTRACT = new ContractText(Scope.SYSTEM);
  private final Output err;
  private final Host host;
  private final Switcher switcher;
  private final Action action;
  private final Request request;

  ActivationCommand(Output err, Host host, Switcher switcher, Action action, Request request) {
    this.err = err;
    this.host = host;
    this.switcher = switcher;
    this.action = action;
    this.request = request;
  }

  ExitCode run() {
    try {
      Optional<String> stopped = host.enter();
      stopped = stopped.isEmpty() ? host.preSwitchChecks(action) : stopped;
      return stopped.isPresent() ? failed(stopped.get()) : checked();
    } catch (IOException unreadable) {
      return failed("Error: " + Why.of(unreadable));
    }
  }

  private ExitCode failed(String line) {
    say(line);
    return ExitCode.ERROR;
  }

  private void say(String line) {
    err.print(line + "\n");
  }

  private ExitCode checked() throws IOException {
    if (request.rules() == Rules.ORIGINAL) {
      return committed(Optional.empty());
    }
    Optional<String> why = host.cannotPlan(action);
    if (why.isPresent()) {
      say("note      not planned: " + why.get());
      return committed(Optional.empty());
    }
    return prepared();
  }

  private ExitCode prepared() throws IOException {
    return switch (switcher.prepare(request, host.interrupted(), host.mustReexecute())) {
      case Parsed.Rejected<Prepared>(List<Diagnostic> problems) -> rejected(problems);
      case Parsed.Accepted<Prepared>(Prepared prepared, List<Diagnostic> warnings) -> {
        err.print(warnings);
        yield planned(prepared);
      }
    };
  }

  private ExitCode planned(Prepared prepared) throws IOException {
    if (request.rules() == Rules.ORIGINAL) {
      return carriedOut(new Ready(prepared, nothing()));
    }
    boolean isShown = action != Action.BOOT;
    boolean isRefused = !prepared.plan().refused().isEmpty();
    if (isShown || isRefused) {
      err.print(PlanText.of(prepared.plan(), err.look()));
    }
    Checked checked = isRefused ? nothing() : switcher.check(request, prepared);
    if (!checked.invalid().isEmpty()) {
      err.print(ReportText.of(invalid(prepared, checked), err.look()));
    }
    if (isRefused || !checked.invalid().isEmpty()) {
      host.profileHint(action).ifPresent(this::say);
      return ExitCode.ERROR;
    }
    return committed(Optional.of(new Ready(prepared, checked)));
  }

  private static Checked nothing() {
    return new Checked(List.of(), List.of());
  }

  private static ActivationReport invalid(Prepared prepared, Checked checked) {
    return ActivationReport.notBegun(prepared.plan(), checked);
  }

  /** A plan in which nothing is known to be wrong. */
  private record Ready(Prepared prepared, Checked checked) {}

  private ExitCode committed(Optional<Ready> ready) throws IOException {
    if (action == Action.CHECK) {
      return ExitCode.OK;
    }
    if (action.installsBootLoader()) {
      Optional<String> stopped = host.installBootLoader(action);
      if (stopped.isPresent()) {
        return failed(stopped.get());
      }
    }
    host.syncStore().ifPresent(this::say);
    return action == Action.BOOT ? ExitCode.OK : live(ready);
  }

  /** That program plans only now. */
  private ExitCode live(Optional<Ready> ready) throws IOException {
    List<String> incompatible = host.incompatibleInit();
    if (!incompatible.isEmpty()) {
      incompatible.forEach(this::say);
      return ExitCode.REBOOT;
    }
    return ready.isPresent() ? carriedOut(ready.get()) : prepared();
  }

  private ExitCode carriedOut(Ready ready) throws IOException {
    return switch (action) {
      case DRY_ACTIVATE -> dry(ready.prepared());
      case SWITCH, TEST -> activated(ready);
      case CHECK, BOOT -> throw new IllegalStateException(action + " does not go on");
    };
  }

  private ExitCode dry(Prepared prepared) {
    if (request.rules() == Rules.OWN) {
      switcher.foreseen(prepared).forEach(line -> say("note      " + line));
      switcher.showUsers(request, prepared, line -> say("note      " + line));
    }
    CONTRACT.forecast(prepared.plan(), request.targets()).forEach(this::say);
    host.dryActivate(action);
    Optional<Requests> asked = host.dryRequests();
    Replanned again =
        asked
            .map(requests -> prepared.with(requests, Prepared.When.DRY))
            .orElseGet(() -> new Replanned(prepared.plan(), List.of()));
    again.problems().forEach(problem -> say("Error: " + problem));
    CONTRACT
        .forecastAfterScript(again.plan(), request.targets(), asked.isPresent())
        .forEach(this::say);
    return ExitCode.OK;
  }

  private ExitCode activated(Ready ready) {
    host.log(Host.Stage.BEGUN, 0);
    ContractAnnouncer announcer = new ContractAnnouncer(err, Scope.SYSTEM, host::showStatus);
    ActivationReport report =
        switcher.activate(request, ready.prepared(), ready.checked(), action, announcer);
    ExitCode code = ExitCode.of(report);
    if (request.rules() == Rules.OWN) {
      err.print(ReportText.of(report, err.look()));
    } else {
      unfinished(report).forEach(this::say);
    }
    host.log(Host.Stage.ENDED, code.number());
    return code;
  }

  /** What that program would have said of a switch that it cannot finish. */
  private static List<String> unfinished(ActivationReport report) {
    List<String> lines = new ArrayList<>();
    report.invalid().forEach(why -> lines.add(capitalized(why)));
    report.aftermath().troubles().forEach(why -> lines.add("Error: " + why));
    report.notes().forEach(note -> lines.add("note      " + note));
    return lines;
  }

  private static String capitalized(String why) {
    return why.startsWith("error: ") ? "E" + why.substring(1) : "Error: " + why;
  }

  private ExitCode rejected(List<Diagnostic> problems) {
    err.print(problems);
    if (request.rules() == Rules.OWN) {
      host.profileHint(action).ifPresent(this::say);
    }
    return ExitCode.ERROR;
  }
}
