package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.Dialect;
import dev.steadfast.plan.Handover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerivedCopiesTest {
  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init")
  private Scene scene;

  @SuppressWarnings("NullAway.Init")
  private Path copy;

  @BeforeEach
  void prepare() throws IOException {
    scene = new Scene(directory);
    copy = scene.places.copies(Scene.DAEMON).resolve("abc-main.conf");
    Files.writeString(
        scene.real(Scene.NEXT_CONF), "size = 1\nhba_file = '" + Scene.NEXT_RULES + "'\n");
    Handover.Derived derived =
        new Handover.Derived(
            Scene.NEXT_CONF,
            Dialect.POSTGRESQL_CONF,
            new TreeMap<>(Map.of(new ConfigKey("hba_file"), Scene.OLD_RULES.toString())));
    scene.handovers = List.of(new Handover.Relink(scene.link, copy, Optional.of(derived)));
  }

  private void mode(String permissions) throws IOException {
    Files.setPosixFilePermissions(
        scene.real(Scene.NEXT_CONF), PosixFilePermissions.fromString(permissions));
  }

  @Test
  void onlyTheGivenValuesDiffer() throws IOException {
    ActivationReport report = scene.run(scene.reload());
    assertTrue(report.outcomes().getFirst() instanceof StepOutcome.Done, report::toString);
    assertEquals("size = 1\nhba_file = '" + Scene.OLD_RULES + "'\n", Files.readString(copy));
    assertEquals(copy, Files.readSymbolicLink(scene.link));
  }

  @Test
  void aCopyIsNotMoreReadableThanItsSource() throws IOException {
    mode("r--r-----");
    scene.run(scene.reload());
    assertEquals("r--r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
    assertEquals(
        "rwxr-xr-x",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.getParent())));
  }

  @Test
  void aCopyOfAReadOnlySourceCanBeWrittenAgain() throws IOException {
    mode("r--r--r--");
    scene.run(scene.reload());
    Files.delete(copy);
    Files.writeString(copy, "damaged");
    scene.planned = scene.runningNow();
    scene.run(scene.reload());
    assertTrue(Files.readString(copy).startsWith("size = 1"));
  }

  @Test
  void olderCopiesGoOnlyAfterSuccess() throws IOException {
    Path older = copy.resolveSibling("older-main.conf");
    Files.createDirectories(older.getParent());
    Files.createFile(older);
    scene.daemon.answer("rehearsal", "line 3");
    scene.run(scene.reload());
    assertTrue(Files.exists(older), "the process may still have it");
    scene.daemon.answer("rehearsal", "");
    scene.planned = scene.runningNow();
    scene.run(scene.reload());
    assertFalse(Files.exists(older));
    assertTrue(Files.exists(copy));
  }

  @Test
  void aCopyThatCannotBeWrittenChangesNothing() throws IOException {
    Files.createDirectories(copy.getParent());
    Files.createDirectories(copy.resolveSibling(".abc-main.conf.steadfast/in-the-way"));
    ActivationReport report = scene.run(scene.reload());
    assertTrue(report.outcomes().getFirst() instanceof StepOutcome.Undone, report::toString);
    assertEquals(Scene.OLD_CONF, Files.readSymbolicLink(scene.link));
    assertEquals(List.of(), scene.jobs());
  }
}
