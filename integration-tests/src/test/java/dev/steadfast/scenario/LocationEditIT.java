package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.Result;
import dev.steadfast.box.RunningCommand;
import dev.steadfast.box.SlowDownload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits of what a web server answers: live at once, and a download that runs goes on. */
class LocationEditIT {
  private static final NginxWorld FIRST = NginxWorld.nixosDefault().answering("0");
  private static final int EDITS = 10;

  private static final String STOP = "/root/stop";

  /** Asks without a pause until a file is there; prints each answer on a line. */
  private static final String READER =
      "until [ -e \"$1\" ]; do curl -sS --max-time 10 http://127.0.0.1:8080/ || exit 1; done";

  @Test
  void tenEditsAreLiveAndTheDownloadThatBeganBeforeThemIsWhole() {
    try (Box box = Box.boot(BoxOptions.named("location"))) {
      FIRST.install(box);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      String conf = server.confPath();
      try (SlowDownload download = server.download()) {
        RunningCommand reader = box.start(Command.of("bash", "-c", READER, "reader", STOP));
        try (reader) {
          for (int edit = 1; edit <= EDITS; edit++) {
            String text = Steadfast.switchTo(0, FIRST.answering("" + edit).build(box));
            assertTrue(text.contains("done      nginx.service: reload"), text);
            assertTrue(text.contains("mounts stacked on " + conf + ": " + edit), text);
            server.assertAnswers("" + edit, text);
            assertEquals(master, server.master(), text);
            assertEquals(edit, server.mountsAt(conf), "bound on top, never unmounted");
            download.read(1 << 19);
          }
          server.reload();
          server.assertAnswers("" + EDITS, "an operator's reload");
          assertEquals(master, server.master());
          box.run("touch", STOP).orThrow();
          assertNeverAnOlderOne(reader.await(Box.SOON));
        }
        server.assertWhole(download, "it began before the first of the edits");
      }
      server.assertARestartBreaksADownload();
      server.assertAnswers("" + EDITS, "a restart reads the last generation's own file");
    }
  }

  /** While a reload is under way the workers of before answer too, older ones never. */
  private static void assertNeverAnOlderOne(Result reader) {
    assertEquals(0, reader.exit(), () -> "a request failed: " + reader.err());
    int newest = 0;
    for (String line : reader.out().lines().toList()) {
      int answer = Integer.parseInt(line);
      assertTrue(answer >= newest - 1, answer + " after " + newest);
      newest = Math.max(newest, answer);
    }
    assertEquals(EDITS, newest);
    long answers = reader.out().lines().count();
    assertTrue(answers > EDITS * 10, () -> "the reader was too slow to show anything: " + answers);
  }

  @Test
  void aCommentIsNoReasonToReload() {
    try (Box box = Box.boot(BoxOptions.named("comment"))) {
      FIRST.install(box);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      var workers = server.serving();
      for (String word : List.of("one", "two", "three")) {
        NginxWorld next = FIRST.line(dev.steadfast.box.NginxConf.Block.HTTP, "# " + word);
        String text = Steadfast.switchTo(0, next.build(box));
        assertTrue(text.contains("nginx.service: keep"), text);
        assertEquals(workers, server.serving(), text);
        assertEquals(master, server.master());
      }
      server.reload();
      server.assertAnswers("0", "an operator's reload");
    }
  }
}
