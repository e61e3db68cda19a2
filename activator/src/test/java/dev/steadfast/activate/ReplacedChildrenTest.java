package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.activate.ReloadingTest.Case;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The branches of a reload where new workers are what tells of it. */
class ReplacedChildrenTest {
  private static final List<Path> OLD = List.of(Scene.OLD_CONF, Scene.OLD_RULES);
  private static final List<Path> NEXT = List.of(Scene.NEXT_CONF, Scene.NEXT_RULES);

  static final List<Case> CASES =
      List.of(
          new Case(
              "all workers replaced, the old ones drain",
              scene -> scene.forkWorkers(3),
              "Done",
              "",
              NEXT,
              List.of("RELOAD daemon.service"),
              "a worker that serves what it has does not take new work"),
          new Case(
              "no worker replaced",
              scene -> {
                scene.forkWorkers(3);
                scene.daemon.ignoreReloads();
              },
              "Undone",
              "3 of 3 processes \"daemon: worker\" not replaced within 10000 ms: a load forks",
              OLD,
              List.of("RELOAD daemon.service", "RELOAD daemon.service"),
              "the reload job ends well and nothing was loaded; nothing moved, so nothing is lost"),
          new Case(
              "one worker crashed meanwhile",
              scene -> {
                scene.forkWorkers(3);
                scene.daemon.ignoreReloads();
                scene.onReload(scene.daemon::crashWorker);
              },
              "Failed",
              "2 of 3 processes \"daemon: worker\" not replaced",
              OLD,
              List.of("RELOAD daemon.service", "RELOAD daemon.service"),
              "one new worker is no load; and as it is new, that nothing was loaded is not known"),
          new Case(
              "the workers are gone and none is new",
              scene -> {
                scene.forkWorkers(2);
                scene.onReload(() -> scene.view.children(List.of()));
              },
              "Failed",
              "no new process \"daemon: worker\" within 10000 ms",
              OLD,
              List.of("RELOAD daemon.service", "RELOAD daemon.service"),
              "nobody serves"),
          new Case(
              "the daemon gives up and says so",
              scene -> {
                scene.forkWorkers(2);
                scene.giveUpReloads();
              },
              "Undone",
              "logged: it gave up",
              OLD,
              List.of("RELOAD daemon.service", "RELOAD daemon.service"),
              "its own word says more than that nothing moved"),
          new Case(
              "no worker before the signal",
              scene -> scene.forkWorkers(0),
              "Unproven",
              "the main process had no child \"daemon: worker\" before the signal",
              NEXT,
              List.of("RELOAD daemon.service"),
              "what was not there cannot be replaced"),
          new Case(
              "the children cannot be seen",
              scene -> {
                scene.forkWorkers(2);
                scene.hideChildren();
              },
              "Unproven",
              "no children today",
              NEXT,
              List.of("RELOAD daemon.service"),
              "as any witness that cannot be asked"));

  @ParameterizedTest
  @FieldSource("CASES")
  void takesTheDeclaredBranch(Case one, @TempDir Path directory) throws IOException {
    ReloadingTest.assertBranch(one, new Scene(directory));
  }

  /** A daemon that gave up will not move any more: the wait of ten seconds ends at once. */
  @Test
  void aComplaintEndsTheWait(@TempDir Path directory) throws IOException {
    Scene scene = new Scene(directory);
    scene.forkWorkers(2);
    scene.giveUpReloads();
    scene.run(scene.reload());
    Duration waited = Duration.ofNanos(scene.ticker.nanos());
    assertTrue(waited.compareTo(Duration.ofSeconds(1)) < 0, waited.toString());
  }
}
