package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.SlowDownload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A unit that asks to be reloaded gets what can be proved, and owes the rest. */
class KeptProgramIT {
  private static final NginxWorld FIRST =
      NginxWorld.nixosDefault().unitLine("X-ReloadIfChanged=true");

  @Test
  void theConfigurationIsLiveAndTheProgramIsOwed() {
    try (Box box = Box.boot(BoxOptions.named("owed"))) {
      FIRST.install(box);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      try (SlowDownload download = server.download()) {
        for (String answer : List.of("two", "three", "four")) {
          NginxWorld next = FIRST.withProgram("nginx-rebuilt").answering(answer);
          String text = Steadfast.switchTo(0, next.build(box));
          assertTrue(text.contains("nginx.service: reload, restart owed"), text);
          assertTrue(text.contains("OWED      nginx.service: restart for"), text);
          server.assertAnswers(answer, text);
          assertEquals(master, server.master(), text);
        }
        server.reload();
        server.assertAnswers("four", "an operator's reload");
        assertEquals(master, server.master());
        server.assertWhole(download, "it began before the edits");
      }
      server.assertARestartBreaksADownload();
      String executable = box.store().path("nginx-rebuilt") + "/bin/nginx";
      assertEquals(executable, server.master().executable(), "the restart pays the debt");
    }
  }
}
