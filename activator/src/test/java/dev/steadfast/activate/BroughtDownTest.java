package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.plan.Basis;
import dev.steadfast.plan.ManagerSteps;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Rules;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.Dependents;
import dev.steadfast.systemd.FakeUnit;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.Relation;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units that systemd stops along with those that a switch stops. */
class BroughtDownTest {
  private static final UnitName CAUSE = new UnitName("cause.service");
  private static final UnitName SOCKET = new UnitName("cause.socket");
  private static final UnitName DEPENDENT = new UnitName("dependent.service");
  private static final UnitName FURTHER = new UnitName("further.service");
  private static final UnitName UNWANTED = new UnitName("unwanted.service");

  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init")
  private Scene scene;

  @BeforeEach
  void dependentsGoDownWithTheirCause() throws IOException {
    scene = new Scene(directory);
    for (UnitName up : List.of(CAUSE, SOCKET, DEPENDENT, FURTHER, UNWANTED)) {
      scene.systemd.running(up, FakeUnit.PLAIN, 4800);
    }
    scene.systemd.withDependents(CAUSE, with(Relation.REQUIRED_BY, DEPENDENT, UNWANTED));
    scene.systemd.withDependents(DEPENDENT, with(Relation.BOUND_BY, FURTHER));
    scene.systemd.onJob(
        (type, unit) -> {
          if (type == JobType.STOP && unit.equals(CAUSE)) {
            stop(DEPENDENT, FURTHER, UNWANTED);
          }
        });
  }

  private static Dependents with(Relation relation, UnitName... units) {
    SortedSet<UnitName> all = new TreeSet<>(List.of(units));
    return new Dependents(new TreeMap<>(Map.of(relation, all)));
  }

  private void stop(UnitName... units) {
    try {
      scene.systemd.run(JobType.STOP, List.of(units), Duration.ofSeconds(1));
    } catch (SystemdException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private Plan plan(Step... steps) {
    SortedMap<UnitName, Step> all = new TreeMap<>();
    for (Step step : steps) {
      all.put(step.unit(), step);
    }
    return new Plan(
        directory.resolve("old"),
        scene.next,
        Basis.OBSERVED,
        Rules.OWN,
        ManagerSteps.reloading(true),
        List.of(),
        all,
        new TreeSet<>(List.of(CAUSE, DEPENDENT, FURTHER)));
  }

  private static Step stopStart() {
    return new Step.StopStart(CAUSE, Scene.VERDICT, List.of());
  }

  @Test
  void whatIsWantedIsStartedAgainWhetherThePlanKeepsItOrDoesNotSpeakOfIt() {
    ActivationReport report =
        scene.activation().run(plan(stopStart(), new Step.Keep(FURTHER, Scene.VERDICT, List.of())));
    assertTrue(scene.isUp(DEPENDENT) && scene.isUp(FURTHER), report::toString);
    assertFalse(scene.isUp(UNWANTED), "nobody wants it");
    assertEquals(new TreeSet<>(List.of(UNWANTED)), report.aftermath().down());
    assertTrue(report.notes().toString().contains("dependent.service: went down with"));
  }

  @Test
  void aSocketThatListensAnewTakesNobodyDown() {
    SortedSet<UnitName> services = new TreeSet<>(List.of(CAUSE));
    ActivationReport report =
        scene.activation().run(plan(new Step.Relisten(SOCKET, Scene.VERDICT, services)));
    assertTrue(scene.isUp(CAUSE), report::toString);
    assertTrue(scene.isUp(DEPENDENT) && scene.isUp(FURTHER), report::toString);
  }

  @Test
  void oneThatDoesNotComeBackMakesTheSwitchAFailedOne() {
    scene.systemd.nextResults(DEPENDENT, JobResult.DONE, JobResult.DEPENDENCY);
    ActivationReport report = scene.activation().run(plan(stopStart()));
    String troubles = report.aftermath().troubles().toString();
    assertTrue(
        troubles.contains(
            "dependent.service: went down with what this switch has stopped; the START job ended"
                + " with DEPENDENCY"),
        troubles);
  }

  @Test
  void aKilledRunHasWrittenThemDownBeforeItStopsAnything() throws IOException {
    scene.listener =
        effect -> {
          if (effect.startsWith("stop ")) {
            throw new Killed();
          }
        };
    Plan plan = plan(stopStart());
    assertThrows(Killed.class, () -> scene.activation().run(plan));
    String record = Files.readString(scene.places.switchRecord());
    assertTrue(record.contains("starting\tdependent.service\n"), record);
    assertTrue(record.contains("starting\tfurther.service\n"), record);
    assertFalse(record.contains("unwanted"), record);
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void whatWasStoppedIsStartedIfSystemdRefusesToReadItsUnits() throws SystemdException {
    scene.bus = scene.failingDaemonReload();
    ActivationReport report = scene.activation().run(plan(stopStart()));
    assertTrue(scene.isUp(CAUSE) && scene.isUp(DEPENDENT), report::toString);
    String troubles = report.aftermath().troubles().toString();
    assertTrue(troubles.contains("did not come to its end: daemon-reload: "), troubles);
    assertTrue(report.outcomes().toString().contains("started again"), report::toString);
    assertTrue(Files.exists(scene.places.nixos().resolve("start-list")), "for the next run");
  }

  @Test
  void aPlanWithoutAnyStepFailsToo() throws SystemdException {
    scene.bus = scene.failingDaemonReload();
    ActivationReport report = scene.activation().run(plan());
    assertEquals(List.of(), report.outcomes());
    assertEquals(1, report.aftermath().troubles().size(), report::toString);
  }
}
