package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.process.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reload leaves behind for the next switch. */
class HandoverRecordTest {
  @TempDir private Path directory;

  private static Optional<HandedOver> known(Scene scene) {
    Identity process = scene.reload().identity().orElseThrow();
    return HandedOver.read(scene.places.handedOver(Scene.DAEMON), process)
        .orElse(
            problems -> {
              throw new AssertionError(problems);
            });
  }

  @Test
  void whatWasBoundAndLoadedIsKnown() throws IOException {
    Scene scene = new Scene(directory);
    scene.run(scene.reload());
    HandedOver record = known(scene).orElseThrow();
    assertEquals(Map.of(Scene.OLD_RULES, Scene.NEXT_RULES), record.bound());
    assertEquals(List.of(), List.copyOf(record.notLoaded()));
  }

  @Test
  void whatWasTakenBackIsWhatItShowsAgain() throws IOException {
    Scene scene = new Scene(directory);
    scene.daemon.answer("errors", "line 3");
    scene.run(scene.reload());
    HandedOver record = known(scene).orElseThrow();
    assertEquals(Map.of(Scene.OLD_RULES, Scene.OLD_RULES), record.bound());
    assertEquals(List.of(), List.copyOf(record.notLoaded()));
  }

  @Test
  void whatActivationPutInPlaceAndWasRefusedIsOpen() throws IOException {
    Scene scene = new Scene(directory);
    scene.handOverByActivation();
    scene.daemon.complainAbout(Scene.NEXT_CONF, "this was not applied");
    scene.run(scene.reload());
    assertTrue(known(scene).orElseThrow().notLoaded().contains(scene.link));
  }
}
