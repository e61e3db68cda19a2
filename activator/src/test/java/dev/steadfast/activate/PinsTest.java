package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinsTest {
  private final List<String> effects = new ArrayList<>();

  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init")
  private Scene scene;

  @SuppressWarnings("NullAway.Init")
  private Pins pins;

  @BeforeEach
  void prepare() throws IOException {
    scene = new Scene(directory);
    pins =
        new Pins(
            scene.places,
            new Effects(
                effects::add,
                scene.systemd,
                new JobWaits(
                    Duration.ofSeconds(1), Duration.ofSeconds(1), Announcer.SILENT, scene.ticker)));
  }

  private Plan keeping(Path... paths) {
    return scene.plan(keepingStep(paths));
  }

  private static Step keepingStep(Path... paths) {
    return new Step.Keep(Scene.DAEMON, Scene.VERDICT, List.of(paths));
  }

  private List<Path> roots() throws IOException {
    return Entries.of(scene.places.gcRoots().resolve("auto"));
  }

  @Test
  void aRootLeadsThroughALinkInRunToTheStoreObject() throws IOException {
    pins.set(keeping(Scene.OLD_CONF));
    Path link = Files.readSymbolicLink(roots().getFirst());
    assertEquals(scene.places.pins().resolve("daemon.service"), link.getParent());
    assertEquals(Scene.OLD_CONF, Files.readSymbolicLink(link));
    assertEquals(1, roots().size());
  }

  @Test
  void aFileInAStoreObjectPinsTheObject() throws IOException {
    Files.createDirectories(scene.real(Scene.store('f', "tree")));
    Files.createFile(scene.real(Scene.store('f', "tree")).resolve("inner.conf"));
    Plan plan = keeping(Scene.store('f', "tree").resolve("inner.conf"));
    assertEquals(List.of(), pins.problems(plan));
    pins.set(plan);
    Path link = Files.readSymbolicLink(roots().getFirst());
    assertEquals(Scene.store('f', "tree"), Files.readSymbolicLink(link));
  }

  @Test
  void pinsThatAreThereStayAsTheyAre() throws IOException {
    pins.set(keeping(Scene.OLD_CONF, Scene.NEXT_CONF));
    effects.clear();
    pins.set(keeping(Scene.OLD_CONF, Scene.NEXT_CONF));
    assertEquals(List.of(), effects);
    assertEquals(2, roots().size());
  }

  @Test
  void ofTwoUnitsWithOneObjectEachHasItsOwnPin() throws IOException {
    Step other =
        new Step.Keep(new UnitName("other.service"), Scene.VERDICT, List.of(Scene.OLD_CONF));
    pins.set(keeping(Scene.OLD_CONF));
    pins.set(scene.plan(other));
    assertEquals(2, roots().size());
    pins.release(Scene.DAEMON, Optional.empty());
    assertEquals(1, roots().size());
    assertTrue(Files.isSymbolicLink(Files.readSymbolicLink(roots().getFirst())));
  }

  @Test
  void whatIsNotNeededIsFreedWithBothLinks() throws IOException {
    pins.set(keeping(Scene.OLD_CONF, Scene.NEXT_CONF));
    pins.release(Scene.DAEMON, Optional.of(keepingStep(Scene.NEXT_CONF)));
    assertEquals(1, roots().size());
    Path link = Files.readSymbolicLink(roots().getFirst());
    assertEquals(Scene.NEXT_CONF, Files.readSymbolicLink(link));
    pins.release(Scene.DAEMON, Optional.empty());
    assertEquals(List.of(), roots());
    assertFalse(Files.exists(scene.places.pins().resolve("daemon.service")));
  }

  @Test
  void theSourceOfACopyThatStaysLinkedStaysToo() throws IOException {
    Path name = Scene.OLD_CONF.getName(2);
    String hash = name.toString().substring(0, name.toString().indexOf('-'));
    Path copy = scene.places.copies(Scene.DAEMON).resolve(hash + "-daemon.conf");
    pins.set(keeping(Scene.OLD_CONF, Scene.NEXT_CONF));
    assertEquals(List.of(), pins.problems(keeping(copy)));
    pins.set(keeping(copy));
    pins.release(Scene.DAEMON, Optional.of(keepingStep(copy)));
    assertEquals(1, roots().size());
    Path link = Files.readSymbolicLink(roots().getFirst());
    assertEquals(Scene.OLD_CONF, Files.readSymbolicLink(link));
  }

  @Test
  void aPinWhoseRootIsMissingGetsItAgain() throws IOException {
    pins.set(keeping(Scene.OLD_CONF));
    Files.delete(roots().getFirst());
    pins.set(keeping(Scene.OLD_CONF));
    assertEquals(1, roots().size());
  }
}
