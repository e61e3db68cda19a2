package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.plan.Requests;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestListsTest {
  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init")
  private Path nixos;

  @SuppressWarnings("NullAway.Init")
  private RequestLists lists;

  @BeforeEach
  void prepare() throws IOException {
    Scene scene = new Scene(directory);
    nixos = Files.createDirectories(scene.places.nixos());
    JobWaits waits =
        new JobWaits(Duration.ofSeconds(1), Duration.ofSeconds(1), Announcer.SILENT, scene.ticker);
    lists = new RequestLists(nixos, new Effects(effect -> {}, scene.systemd, waits));
  }

  @Test
  void oneLineThatNamesNoUnitDoesNotHideTheOthers() throws IOException {
    Path restart = nixos.resolve("activation-restart-list");
    Files.write(
        restart, "caf\u00e9\nb.service\r\na.service\n".getBytes(StandardCharsets.ISO_8859_1));
    Requests asked = lists.read();
    assertEquals(new TreeSet<>(List.of(new UnitName("a.service"))), asked.restart());
    assertEquals(2, lists.problems().size(), lists.problems()::toString);
    assertTrue(lists.areThere());
    lists.remove();
    assertFalse(Files.exists(restart));
  }

  @Test
  void aListThatCannotBeReadStays() throws IOException {
    Path reload = Files.createDirectory(nixos.resolve("activation-reload-list"));
    assertTrue(lists.read().isEmpty());
    lists.remove();
    assertTrue(Files.exists(reload));
    assertEquals(1, lists.problems().size());
  }
}
