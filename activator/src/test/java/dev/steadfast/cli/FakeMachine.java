package dev.steadfast.cli;

import dev.steadfast.activate.ActivationReport;
import dev.steadfast.activate.Aftermath;
import dev.steadfast.activate.Announcer;
import dev.steadfast.activate.Checked;
import dev.steadfast.activate.Outside.Replanned;
import dev.steadfast.activate.StepOutcome;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists.Targets;
import dev.steadfast.plan.Requests;
import dev.steadfast.plan.Step;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

/** A machine on which every step of an action can be made to fail; it remembers what was asked. */
final class FakeMachine implements Host, Switcher, Equipment.Maker {
  final List<String> asked = new ArrayList<>();
  Parsed<Plan> plan;
  Optional<Plan> planAsked = Optional.empty();
  Optional<String> notEntered = Optional.empty();
  Optional<String> notChecked = Optional.empty();
  Optional<String> notInstalled = Optional.empty();
  Optional<String> notPlanned = Optional.empty();
  List<String> incompatible = List.of();
  Optional<Requests> dryRequests = Optional.empty();
  ActionLine.Called called = ActionLine.Called.BY_HAND;
  List<String> invalid = List.of();
  List<StepOutcome> outcomes = new ArrayList<>();
  int activationExit;
  Aftermath aftermath = Aftermath.NONE;

  FakeMachine(Parsed<Plan> plan) {
    this.plan = plan;
  }

  /** All goes well. */
  static FakeMachine planning(Plan plan) {
    FakeMachine machine = new FakeMachine(Parsed.of(plan));
    for (Step step : plan.steps().values()) {
      machine.outcomes.add(new StepOutcome.Done(step, Duration.ofMillis(5)));
    }
    return machine;
  }

  @Override
  public Parsed<Equipment> make(ActionLine line) {
    asked.add("equip " + line);
    if (line.toplevel().isEmpty() && called == ActionLine.Called.BY_HAND) {
      return Parsed.rejected(Diagnostic.error(new Location("env", 0), "no toplevel", ""));
    }
    Request request =
        new Request(
            line.toplevel().orElse(Path.of("/t")),
            Optional.empty(),
            line.policies(),
            line.rules(),
            Targets.HIDDEN,
            Duration.ofMinutes(1),
            Duration.ofMinutes(2));
    return Parsed.of(new Equipment(this, this, request));
  }

  @Override
  public ExitCode users(List<String> arguments) {
    asked.add("user " + arguments);
    return ExitCode.OK;
  }

  @Override
  public ActionLine.Called called() {
    return called;
  }

  @Override
  public Optional<String> enter() {
    asked.add("enter");
    return notEntered;
  }

  @Override
  public Optional<String> preSwitchChecks(Action action) {
    asked.add("checks " + action.word());
    return notChecked;
  }

  @Override
  public Optional<String> cannotPlan(Action action) {
    return notPlanned;
  }

  @Override
  public Optional<String> profileHint(Action action) {
    return action.installsBootLoader() ? Optional.of("hint") : Optional.empty();
  }

  @Override
  public Optional<String> installBootLoader(Action action) {
    asked.add("boot loader " + action.word());
    return notInstalled;
  }

  @Override
  public Optional<String> syncStore() {
    asked.add("sync");
    return Optional.empty();
  }

  @Override
  public List<String> incompatibleInit() {
    return incompatible;
  }

  @Override
  public boolean mustReexecute() {
    return false;
  }

  @Override
  public Requests interrupted() {
    return Requests.NONE;
  }

  @Override
  public void dryActivate(Action action) {
    asked.add("dry script " + action.word());
  }

  @Override
  public Optional<Requests> dryRequests() {
    return dryRequests;
  }

  @Override
  public void showStatus(SortedSet<UnitName> units) {
    asked.add("status " + units);
  }

  @Override
  public void log(Stage stage, int exit) {
    asked.add("log " + stage + " " + exit);
  }

  @Override
  public Parsed<Prepared> prepare(Request request, Requests interrupted, boolean reexecute) {
    asked.add("plan " + request.rules());
    return plan.map(
        first ->
            new Prepared() {
              @Override
              public Plan plan() {
                return first;
              }

              @Override
              public Replanned with(Requests requests, When when) {
                return new Replanned(planAsked.orElse(first), List.of());
              }
            });
  }

  @Override
  public Checked check(Request request, Prepared prepared) {
    asked.add("validate");
    return new Checked(invalid, List.of());
  }

  @Override
  public List<String> foreseen(Prepared prepared) {
    asked.add("foresee");
    return List.of("b.service: goes with a.service, on which it depends");
  }

  @Override
  public void showUsers(Request request, Prepared prepared, Consumer<String> lines) {
    asked.add("show users");
  }

  @Override
  public ActivationReport activate(
      Request request, Prepared prepared, Checked checked, Action action, Announcer announcer) {
    asked.add("activate " + action.word());
    return new ActivationReport(
        prepared.plan(), outcomes, activationExit, List.of(), List.of(), aftermath);
  }
}
