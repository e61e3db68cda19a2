package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.nixos.ChildEnvironment;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.FakeUnit;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationTest {
  private static final UnitName KEPT = new UnitName("kept.service");
  private static final UnitName STOPPED = new UnitName("stopped.service");
  private static final UnitName BOTH = new UnitName("both.service");
  private static final UnitName RESTARTED = new UnitName("restarted.service");
  private static final UnitName STARTED = new UnitName("started.service");

  @TempDir private Path directory;

  private Scene scene() throws IOException {
    Scene scene = new Scene(directory);
    for (UnitName up : List.of(KEPT, STOPPED, BOTH, RESTARTED)) {
      scene.systemd.running(up, FakeUnit.PLAIN, 4800);
    }
    scene.systemd.define(STARTED, FakeUnit.PLAIN);
    return scene;
  }

  /** One of each. */
  private static Step[] steps(Scene scene) {
    return new Step[] {
      scene.reload(),
      new Step.Keep(KEPT, Scene.VERDICT, List.of()),
      new Step.Stop(STOPPED, Scene.VERDICT),
      new Step.StopStart(BOTH, Scene.VERDICT, List.of()),
      new Step.Restart(RESTARTED, Scene.VERDICT, List.of()),
      new Step.Start(STARTED, Scene.VERDICT, Step.Start.By.ITSELF)
    };
  }

  private static List<String> outcomes(ActivationReport report) {
    return report.outcomes().stream()
        .map(o -> o.step().unit() + " " + o.getClass().getSimpleName())
        .toList();
  }

  private static String why(ActivationReport report, UnitName unit) {
    return report.outcomes().stream()
        .filter(outcome -> outcome.step().unit().equals(unit))
        .map(StepOutcome::toString)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void phasesComeInOrder() throws IOException {
    Scene scene = scene();
    ActivationReport report = scene.run(steps(scene));
    String record = scene.places.switchRecord().toString();
    List<String> effects =
        scene.effects.stream()
            .filter(effect -> !effect.startsWith("make "))
            .map(effect -> effect.replace(record, "record").replaceAll(" over .*", ""))
            .map(effect -> effect.replace(directory.toString(), ""))
            .toList();
    assertEquals("write record", effects.getFirst());
    assertEquals(
        List.of(
            "write /run/nixos/start-list",
            "write /run/nixos/restart-list",
            "write /run/nixos/reload-list",
            "stop both.service",
            "stop stopped.service",
            "run /next/activate",
            "reset-failed",
            "daemon-reload",
            "bind " + Scene.NEXT_RULES,
            "link /var/daemon/main.conf to " + Scene.NEXT_CONF,
            "reload daemon.service",
            "write /run/steadfast/handed-over/daemon.service",
            "remove /run/nixos/reload-list",
            "restart restarted.service",
            "remove /run/nixos/restart-list",
            "start both.service",
            "start started.service",
            "remove /run/nixos/start-list",
            "remove record"),
        effects.stream().filter(effect -> !effect.equals("write record")).toList());
    assertEquals(0, report.activationExit());
    assertEquals(
        List.of(
            "both.service Done",
            "daemon.service Done",
            "kept.service Done",
            "restarted.service Done",
            "started.service Done",
            "stopped.service Done"),
        outcomes(report));
  }

  @Test
  void daemonReloadIsLeftOutIfThePlanDoesNotWantIt() throws IOException {
    Scene scene = scene();
    Plan plan = scene.plan(new Step.Restart(RESTARTED, Scene.VERDICT, List.of()));
    scene
        .activation()
        .run(Plan.ofUnits(plan.from(), plan.to(), plan.basis(), false, List.of(), plan.steps()));
    assertEquals(List.of("RESTART restarted.service"), scene.systemd.log());
  }

  @Test
  void aFailedJobIsAnOutcomeAndTheOthersGoOn() throws IOException {
    Scene scene = scene();
    scene.systemd.nextResults(RESTARTED, JobResult.TIMEOUT).nextResults(STARTED, JobResult.FAILED);
    scene.systemd.nextResults(BOTH, JobResult.FAILED);
    ActivationReport report = scene.run(steps(scene));
    assertTrue(why(report, RESTARTED).contains("TIMEOUT"), report::toString);
    assertTrue(why(report, STARTED).contains("the START job ended with FAILED"), report::toString);
    assertTrue(why(report, BOTH).contains("the STOP job ended with FAILED"), report::toString);
    assertTrue(scene.isUp(BOTH));
    assertFalse(scene.isUp(STARTED));
    assertFalse(Files.exists(scene.places.switchRecord()), "the switch came to its end");
  }

  @Test
  void theScriptGetsOurEnvironmentAndWhatIsGiven() throws IOException {
    Scene scene = scene();
    scene.environment =
        new ChildEnvironment(
            new TreeMap<>(Map.of("NIXOS_ACTION", Optional.of("switch"), "HOME", Optional.empty())));
    scene.program("next/activate", "export -p; echo to stderr >&2");
    ActivationReport report = scene.run();
    String output = Files.readString(directory.resolve("output"));
    assertEquals(0, report.activationExit());
    assertTrue(
        output.contains("NIXOS_ACTION='switch'") || output.contains("NIXOS_ACTION=\"switch"));
    assertTrue(output.contains("to stderr"), output);
    assertTrue(output.contains(" PATH="), "what the caller has, the script has, too");
    assertFalse(output.contains(" HOME="), output);
  }

  @Test
  void aFailedScriptIsReportedAndTheSwitchGoesOn() throws IOException {
    Scene scene = scene();
    scene.program("next/activate", "exit 3");
    ActivationReport report = scene.run(steps(scene));
    assertEquals(3, report.activationExit());
    assertTrue(outcomes(report).stream().allMatch(o -> o.endsWith(" Done")), report::toString);
  }

  @Test
  void aScriptThatTakesTooLongIsKilled() throws IOException {
    Scene scene = scene();
    scene.scriptDeadline = Optional.of(Duration.ofMillis(200));
    scene.program("next/activate", "while :; do :; done");
    ActivationReport report = scene.run(steps(scene));
    assertEquals(137, report.activationExit());
    assertTrue(report.notes().toString().contains("more than its time"), report::toString);
    assertTrue(outcomes(report).contains("daemon.service Done"), report::toString);
  }

  @Test
  void aScriptThatCannotBeRunIsReported() throws IOException {
    Scene scene = scene();
    Files.writeString(directory.resolve("next/activate"), "#!/no/such/interpreter\n");
    ActivationReport report = scene.run(steps(scene));
    assertEquals(126, report.activationExit());
    assertTrue(report.notes().toString().contains("cannot be run"), report::toString);
  }

  @Test
  void withoutDaemonReloadNothingRunsAfterIt() throws IOException, SystemdException {
    Scene scene = scene();
    scene.bus = scene.failingDaemonReload();
    ActivationReport report = scene.run(steps(scene));
    assertEquals(
        List.of(
            "both.service Failed",
            "daemon.service NotRun",
            "kept.service NotRun",
            "restarted.service NotRun",
            "started.service NotRun",
            "stopped.service Done"),
        outcomes(report));
    assertTrue(
        why(report, BOTH)
            .contains("stopped and started again, perhaps as it was before: daemon-reload: "),
        report::toString);
    assertTrue(why(report, RESTARTED).contains("daemon-reload: "), report::toString);
    assertTrue(Files.exists(scene.places.switchRecord()), "the next run needs it");
  }

  @ParameterizedTest
  @EnumSource
  void aBusLostInOnePhaseIsReportedForEachStep(JobType type) throws IOException, SystemdException {
    Scene scene = scene();
    scene.bus = scene.failing(type);
    ActivationReport report = scene.run(steps(scene));
    assertEquals(6, report.outcomes().size());
    assertTrue(report.outcomes().toString().contains("the bus is gone"), report::toString);
  }

  static IntStream calls() {
    return IntStream.rangeClosed(1, 20);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aBusLostInTheMiddleOfAnyCallLeavesOneOutcomePerStep(int call) throws IOException {
    Scene scene = scene();
    Step[] steps = steps(scene);
    scene.systemd.loseBusAt(call + 1);
    ActivationReport report = scene.run(steps);
    assertEquals(6, report.outcomes().size());
    for (StepOutcome outcome : report.outcomes()) {
      if (outcome instanceof StepOutcome.NotRun(Step step, String reason)) {
        String all = reason + report.invalid();
        assertTrue(all.contains("bus was lost"), all);
      }
    }
  }

  @Test
  void anInterruptedCallerGetsAReportToo() throws IOException {
    Scene scene = scene();
    scene.program("next/activate", "while :; do :; done");
    scene.listener =
        effect -> {
          if (effect.startsWith("run ")) {
            Thread.currentThread().interrupt();
          }
        };
    ActivationReport report = scene.run(steps(scene));
    assertTrue(Thread.interrupted());
    assertEquals(6, report.outcomes().size());
    assertTrue(why(report, RESTARTED).contains("interrupted"), report::toString);
  }

  @Test
  void aRecordThatCannotBeWrittenStopsTheSwitchBeforeItBegins() throws IOException {
    Scene scene = scene();
    Files.createDirectories(scene.places.switchRecord());
    Files.createFile(scene.places.switchRecord().resolve("in-the-way"));
    ActivationReport report = scene.run(steps(scene));
    assertEquals(1, report.invalid().size(), report::toString);
    assertEquals(List.of(), scene.systemd.log());
    assertTrue(outcomes(report).stream().allMatch(o -> o.endsWith(" NotRun")), report::toString);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void aRecordThatCannotBeWrittenLaterIsNoted(int write) throws IOException {
    Scene scene = scene();
    List<String> writes = new ArrayList<>();
    scene.listener =
        effect -> {
          scene.effects.add(effect);
          if (effect.startsWith("write ") && writes.size() < write) {
            writes.add(effect);
            if (writes.size() == write) {
              scene.blockRecord();
            }
          }
        };
    ActivationReport report = scene.run(steps(scene));
    assertEquals(6, report.outcomes().size());
    String all = report.outcomes() + " " + report.notes() + report.invalid();
    assertTrue(all.contains("switch.steadfast"), all);
    boolean handedOver = scene.view.seen(Scene.DAEMON, Scene.OLD_RULES).equals(Scene.NEXT_RULES);
    boolean loaded = scene.daemon.loaded().contains(Scene.NEXT_RULES);
    assertEquals(loaded, handedOver, "what could not be remembered was not handed over");
  }

  static IntStream writes() {
    return IntStream.rangeClosed(1, 8);
  }

  @Test
  void aDamagedRecordIsSaidAndReplaced() throws IOException {
    Scene scene = scene();
    Files.createDirectories(scene.places.state());
    Files.writeString(scene.places.switchRecord(), "nonsense\n");
    ActivationReport report = scene.run(steps(scene));
    String file = scene.places.switchRecord().toString();
    assertTrue(report.notes().toString().contains(file + ":1: error: "), report::toString);
    assertTrue(outcomes(report).contains("daemon.service Done"), report::toString);
  }

  @Test
  void pinsAreMadeFirstAndThoseThatNobodyNeedsAreFreedLast() throws IOException {
    Scene scene = scene();
    scene.pin(Scene.OLD_CONF, Scene.NEXT_CONF);
    Step kept = new Step.Keep(KEPT, Scene.VERDICT, List.of(Scene.OLD_RULES));
    scene.run(scene.reload(), kept);
    int firstPin = scene.effects.indexOf("link " + pin("daemon.service", Scene.OLD_CONF));
    int record = scene.effects.indexOf("write " + scene.places.switchRecord());
    assertTrue(firstPin >= 0 && firstPin < record, scene.effects::toString);
    scene.effects.clear();
    scene.pin(Scene.NEXT_CONF);
    scene.planned = scene.runningNow();
    scene.run(scene.reload());
    assertFalse(Files.isSymbolicLink(link("daemon.service", Scene.OLD_CONF)));
    assertTrue(Files.isSymbolicLink(link("daemon.service", Scene.NEXT_CONF)));
    assertTrue(
        Files.isSymbolicLink(link("kept.service", Scene.OLD_RULES)),
        "a unit that the plan does not speak of may still need what it has");
    scene.run(new Step.Restart(KEPT, Scene.VERDICT, List.of()));
    assertFalse(Files.isSymbolicLink(link("kept.service", Scene.OLD_RULES)));
  }

  @Test
  void anUndoneUnitKeepsAllItsPins() throws IOException {
    Scene scene = scene();
    scene.pin(Scene.OLD_CONF);
    scene.run(scene.reload());
    scene.daemon.answer("rehearsal", "line 3");
    scene.pin(Scene.NEXT_CONF);
    scene.planned = scene.runningNow();
    scene.run(scene.reload());
    assertTrue(Files.isSymbolicLink(link("daemon.service", Scene.OLD_CONF)));
    assertTrue(Files.isSymbolicLink(link("daemon.service", Scene.NEXT_CONF)));
  }

  private Path link(String unit, Path object) {
    return directory.resolve("run/steadfast/pins").resolve(unit).resolve(object.getFileName());
  }

  private String pin(String unit, Path object) {
    return link(unit, object) + " to " + object;
  }

  @Test
  void aPlanWithoutABasisIsNotCarriedOut() throws IOException {
    Scene scene = scene();
    Plan plan = scene.plan(steps(scene));
    ActivationReport report =
        scene
            .activation()
            .run(
                Plan.ofUnits(plan.from(), plan.to(), Basis.ASSUMED, true, List.of(), plan.steps()));
    assertTrue(report.invalid().toString().contains("without looking"), report::toString);
    assertEquals(List.of(), scene.effects);
  }
}
