package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.FakeUnit;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that is killed between any two effects, and then repeated. */
class InterruptedRunTest {
  private static final UnitName OTHER = new UnitName("other.service");

  /** What a listener throws to end a run at once. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private static int effectsOfWholeRun;
  private static List<String> filesOfWholeRun = List.of();

  static IntStream effects() {
    return IntStream.range(0, effectsOfWholeRun);
  }

  @BeforeAll
  static void runWhole(@TempDir Path directory) throws IOException {
    Scene scene = scene(directory);
    scene.run(steps(scene));
    effectsOfWholeRun = scene.effects.size();
    assertTrue(effectsOfWholeRun > 15, scene.effects::toString);
    filesOfWholeRun = scene.filesWithoutPrefix();
  }

  private static Scene scene(Path directory) throws IOException {
    Scene scene = new Scene(directory);
    scene.pin(Scene.OLD_CONF, Scene.NEXT_CONF);
    scene.systemd.running(OTHER, FakeUnit.PLAIN, 4800);
    return scene;
  }

  private static Step[] steps(Scene scene) {
    return new Step[] {scene.reload(), new Step.StopStart(OTHER, Scene.VERDICT, List.of())};
  }

  private static void runAndKillAfter(int effects, Scene scene, Step... steps) {
    runAndKill(effect -> scene.effects.size() > effects, scene, steps);
  }

  private static void runAndKill(Predicate<String> before, Scene scene, Step... steps) {
    EffectListener whole = scene.listener;
    scene.listener =
        effect -> {
          whole.before(effect);
          if (before.test(effect)) {
            throw new Killed();
          }
        };
    assertThrows(Killed.class, () -> scene.run(steps));
    scene.listener = whole;
  }

  @ParameterizedTest
  @MethodSource("effects")
  void converges(int effects, @TempDir Path directory) throws IOException {
    Scene scene = scene(directory);
    runAndKillAfter(effects, scene, steps(scene));
    ActivationReport report = scene.run(steps(scene));
    assertEquals(
        List.of("Done", "Done"),
        report.outcomes().stream().map(o -> o.getClass().getSimpleName()).toList(),
        report::toString);
    assertEquals(List.of(Scene.NEXT_CONF, Scene.NEXT_RULES), scene.daemon.loaded());
    assertEquals(1, scene.systemd.binds().size(), "the mount is not stacked on itself");
    assertEquals(filesOfWholeRun, scene.filesWithoutPrefix());
    assertTrue(scene.isUp(OTHER));
  }

  @ParameterizedTest
  @MethodSource("effects")
  void anUndoAfterAnInterruptionGoesBackBeforeIt(int effects, @TempDir Path directory)
      throws IOException {
    Scene scene = scene(directory);
    runAndKillAfter(effects, scene, steps(scene));
    boolean isStillOld = scene.daemon.loaded().contains(Scene.OLD_CONF);
    scene.daemon.answer("rehearsal", "line 3");
    ActivationReport report = scene.run(steps(scene));
    if (isStillOld) {
      assertTrue(report.outcomes().getFirst() instanceof StepOutcome.Undone, report::toString);
      assertEquals(Scene.OLD_CONF, Files.readSymbolicLink(scene.link));
      assertEquals(Scene.OLD_RULES, scene.view.seen(Scene.DAEMON, Scene.OLD_RULES));
    }
  }

  @ParameterizedTest
  @MethodSource("effects")
  void whatWasStoppedIsStartedAgainByAPlanThatDoesNotKnowOfIt(int effects, @TempDir Path directory)
      throws IOException {
    Scene scene = scene(directory);
    runAndKillAfter(effects, scene, steps(scene));
    ActivationReport report = scene.run(scene.reload());
    assertEquals(1, report.outcomes().size());
    assertTrue(scene.isUp(OTHER), scene.effects::toString);
  }

  @Test
  void theRecordTellsWhatRunsFromWhere(@TempDir Path directory) throws IOException {
    Scene scene = scene(directory);
    Step.Restart restart = scene.restartOf("a.service");
    String end = "remove " + scene.places.switchRecord();
    runAndKill(end::equals, scene, scene.reload(), restart);
    SwitchRecord record = record(scene);
    assertEquals(directory.resolve("next"), record.oldOf(restart.unit()));
    assertEquals(directory.resolve("old"), record.oldOf(OTHER));
  }

  @Test
  void aSwitchToAThirdToplevelKeepsApartWhatTheInterruptedOneHasDone(@TempDir Path directory)
      throws IOException {
    Scene scene = scene(directory);
    Step.Restart restart = scene.restartOf("a.service");
    scene.program("third/activate", "exit 0");
    String end = "remove " + scene.places.switchRecord();
    runAndKill(end::equals, scene, restart);
    scene.next = directory.resolve("third");
    runAndKill("daemon-reload"::equals, scene, scene.reload());
    SwitchRecord record = record(scene);
    assertEquals(directory.resolve("third"), record.to());
    assertEquals(directory.resolve("next"), record.oldOf(restart.unit()));
    assertEquals(directory.resolve("old"), record.oldOf(Scene.DAEMON));
  }

  private static SwitchRecord record(Scene scene) {
    return switch (SwitchRecord.read(scene.places.switchRecord())) {
      case Parsed.Accepted<Optional<SwitchRecord>>(Optional<SwitchRecord> found, var warnings) ->
          found.orElseThrow();
      case Parsed.Rejected<Optional<SwitchRecord>>(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  @Test
  void aLostBusLeavesTheRecordForTheNextRun(@TempDir Path directory)
      throws IOException, SystemdException {
    Scene scene = scene(directory);
    scene.bus = scene.failing(JobType.START);
    ActivationReport report = scene.run(steps(scene));
    assertEquals(2, report.outcomes().size());
    assertTrue(record(scene).starting().contains(OTHER));
    assertFalse(scene.isUp(OTHER));
    scene.bus = scene.systemd;
    scene.run(scene.reload());
    assertTrue(scene.isUp(OTHER));
    assertFalse(Files.exists(scene.places.switchRecord()));
  }
}
