package dev.steadfast.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.steadfast.activate.Announcement;
import dev.steadfast.activate.Announcement.Verb;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.ManagerSteps;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists.Targets;
import dev.steadfast.plan.Rules;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.Step.Start.By;
import dev.steadfast.plan.Verdict;
import dev.steadfast.policy.Mode;
import dev.steadfast.report.ContractText.Scope;
import dev.steadfast.systemd.JobType;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTextTest {
  private static final UnitName A = new UnitName("a.service");
  private static final SortedSet<UnitName> UNITS =
      new TreeSet<>(List.of(new UnitName("b.service"), A, new UnitName("C.service")));

  record Case(String name, Scope scope, Announcement input, List<String> expected, String because) {
    Case {
      assertFalse(because.isBlank(), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Case system(String name, Announcement input, String... expected) {
    String because = "the line that callers look for, letter by letter";
    return new Case(name, Scope.SYSTEM, input, List.of(expected), because);
  }

  private static Announcement units(Verb verb) {
    return new Announcement.Units(verb, UNITS);
  }

  static Stream<Case> lines() {
    String list = "a.service, b.service, C.service";
    String deprecated =
        "WARN: restarting or reloading systemd units from the activation script is deprecated and"
            + " will be removed in NixOS 26.11.";
    return Stream.of(
        system("stop", units(Verb.STOP), "stopping the following units: " + list),
        system("skip", units(Verb.SKIP), "NOT restarting the following changed units: " + list),
        system("reload", units(Verb.RELOAD), "reloading the following units: " + list),
        system("restart", units(Verb.RESTART), "restarting the following units: " + list),
        system("start", units(Verb.START), "starting the following units: " + list),
        system("swap", new Announcement.SwapOff("/dev/x"), "stopping swap device: /dev/x"),
        system(
            "swap stays",
            new Announcement.SwapStays("/dev/x", "busy"),
            "Failed to stop swapping to /dev/x: busy"),
        system("activating", new Announcement.Activating(), "activating the configuration..."),
        system("script", new Announcement.ScriptFailed(), "Failed to run activate script"),
        system("lists", new Announcement.ListsFound(), deprecated),
        system("manager", new Announcement.Reexecuting(), "restarting systemd..."),
        system(
            "sysinit",
            new Announcement.ReactivatingSysinit(),
            "restarting sysinit-reactivation.target"),
        system("user", new Announcement.UserUnits("ann"), "reloading user units for ann..."),
        system(
            "user failed",
            new Announcement.UserFailed("ann"),
            "warning: user activation for ann failed"),
        system(
            "job failed",
            new Announcement.JobFailed(JobType.START, A),
            "Failed to start a.service"),
        system(
            "not queued",
            new Announcement.NotQueued(JobType.RELOAD, A, "no such unit"),
            "Failed to reload a.service: no such unit"),
        system(
            "begun",
            new Announcement.Begun(UNITS),
            "the following new units were started: " + list),
        system(
            "failed",
            new Announcement.Failed(UNITS),
            "warning: the following units failed: " + list),
        system("waiting", new Announcement.Waiting(JobType.START, UNITS, Duration.ofSeconds(9))),
        new Case(
            "user units stop",
            Scope.USER,
            units(Verb.STOP),
            List.of("stopping the following user units: " + list),
            "of a user's manager"),
        new Case(
            "user units skip",
            Scope.USER,
            units(Verb.SKIP),
            List.of("NOT restarting the following user units: " + list),
            "without the word changed, which the system's line has"),
        new Case(
            "after the user's activation",
            Scope.USER_AFTER_ACTIVATION,
            units(Verb.RESTART),
            List.of("restarting (post-activation) the following user units: " + list),
            "units that changed hands"),
        new Case(
            "user unit failed",
            Scope.USER,
            new Announcement.JobFailed(JobType.START, A),
            List.of("Failed to start user unit a.service"),
            "with the words user unit"),
        new Case(
            "user units failed",
            Scope.USER,
            new Announcement.Failed(UNITS),
            List.of(
                "warning: the following user units failed: " + list,
                "See `systemctl --user status a.service b.service C.service` for details."),
            "the second line says where to look"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void saysTheOriginalsLine(Case row) {
    assertEquals(row.expected(), new ContractText(row.scope()).of(row.input()), row.because());
  }

  private static Plan plan() {
    Verdict verdict = new Verdict(Mode.RESTART, List.of(), List.of());
    Verdict owed = new Verdict(Mode.OWE, List.of(), List.of(Examples.anyReason()));
    SortedMap<UnitName, Step> steps = new TreeMap<>();
    for (Step step :
        List.of(
            new Step.Stop(new UnitName("gone.service"), verdict),
            new Step.StopStart(new UnitName("both.service"), verdict, List.of()),
            new Step.StopStart(new UnitName("keys.target"), verdict, List.of()),
            new Step.Restart(new UnitName("new.service"), verdict, List.of()),
            new Step.Relisten(new UnitName("new.socket"), verdict, new TreeSet<>()),
            new Step.Keep(new UnitName("owing.service"), owed, List.of()),
            new Step.Keep(new UnitName("kept.service"), verdict, List.of()),
            new Step.Start(new UnitName("asked.service"), verdict, By.ITSELF),
            new Step.Start(new UnitName("wanted.service"), verdict, By.WANTED),
            new Step.Start(new UnitName("multi-user.target"), verdict, By.TARGET))) {
      steps.put(step.unit(), step);
    }
    return new Plan(
        Path.of("/old"),
        Path.of("/next"),
        Basis.OBSERVED,
        Rules.OWN,
        new ManagerSteps(true, true, true, List.of("/dev/x")),
        List.of(),
        steps,
        new TreeSet<>());
  }

  @Test
  void aDryRunSaysWhatAnActivationWouldDo() {
    ContractText text = new ContractText(Scope.SYSTEM);
    assertEquals(
        List.of(
            "would stop swap device: /dev/x",
            "would stop the following units: both.service, gone.service",
            "would NOT stop the following changed units: owing.service",
            "would activate the configuration..."),
        text.forecast(plan(), Targets.HIDDEN));
    assertEquals(
        List.of(
            "would restart systemd",
            "would restart the following units: new.service, new.socket",
            "would start the following units: asked.service, both.service"),
        text.forecastAfterScript(plan(), Targets.HIDDEN, false));
  }

  @Test
  void targetsAreShownOnDemand() {
    ContractText text = new ContractText(Scope.SYSTEM);
    assertEquals(
        "would stop the following units: both.service, gone.service, keys.target",
        text.forecast(plan(), Targets.SHOWN).get(1));
    assertEquals(
        "would start the following units: asked.service, both.service, keys.target,"
            + " multi-user.target",
        text.forecastAfterScript(plan(), Targets.SHOWN, true).getLast());
  }
}
