package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.NginxWorld.Wiring;
import dev.steadfast.box.Result;
import dev.steadfast.box.SlowDownload;
import dev.steadfast.box.Toplevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A switch that is killed before any of its effects is brought to its end by the same one again.
 */
class KilledReloadIT {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int MANY = 40;

  private static Result killedBefore(int effect, Toplevel next) {
    List<String> arguments = List.of(Integer.toString(effect), "switch", "--toplevel", next.path());
    return next.box().run(Command.ofJava(KilledBefore.class.getName(), arguments), DEADLINE);
  }

  @ParameterizedTest
  @EnumSource
  void theNextRunLoadsWhatTheKilledOneDidNot(Wiring wiring) {
    NginxWorld first = NginxWorld.nixosDefault().withWiring(wiring);
    try (Box box = Box.boot(BoxOptions.named("killed-web"))) {
      first.install(box);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      try (SlowDownload download = server.download()) {
        int effect = 1;
        int exit = KilledBefore.EXIT;
        while (exit == KilledBefore.EXIT) {
          assertTrue(effect < MANY, "so many effects has no switch");
          String answer = "edit " + effect;
          Toplevel next = first.answering(answer).build(box);
          Result killed = killedBefore(effect, next);
          exit = killed.exit();
          String story = "before effect " + effect + "\n" + killed.out() + killed.err();
          String text = Steadfast.switchTo(0, next);
          server.assertAnswers(answer, story + text);
          assertEquals(master, server.master(), story + text);
          String dry = Steadfast.run(box, "dry-activate", "--toplevel", next.path()).err();
          assertFalse(dry.contains("nginx.service"), story + text + dry);
          effect++;
        }
        assertTrue(effect > 5, "a switch has several effects");
        server.reload();
        server.assertAnswers("edit " + (effect - 1), "an operator's reload");
        server.assertWhole(download, "it began before the first of the kills");
      }
      server.assertARestartBreaksADownload();
    }
  }
}
