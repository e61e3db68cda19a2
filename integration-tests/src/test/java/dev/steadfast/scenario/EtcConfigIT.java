package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.NginxConf.Block;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.NginxWorld.Wiring;
import dev.steadfast.box.SlowDownload;
import dev.steadfast.box.Snapshot;
import dev.steadfast.box.Toplevel;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The server reads {@code /etc/nginx/nginx.conf}, which activation re-points, and a second unit
 * asks for its reload: nothing has to be mounted, and nothing is reloaded twice.
 */
class EtcConfigIT {
  private static final NginxWorld FIRST = NginxWorld.nixosDefault().withWiring(Wiring.BY_ETC);
  private static final String POLICIES = "/root/policies";

  private static NginxWorld limiting(String key) {
    return FIRST.set(Block.HTTP, "limit_req_zone", key + " zone=one:1m rate=1000r/s");
  }

  private static long companionRuns(Box box) {
    return box.journal(NginxWorld.RELOADER).lines().filter(line -> line.contains("Start")).count();
  }

  @Test
  void anEditIsReloadedOnceAndTheSecondUnitHasNothingToDo() {
    try (Box box = Box.boot(BoxOptions.named("etc"))) {
      FIRST.install(box);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      long runs = companionRuns(box);
      try (SlowDownload download = server.download()) {
        for (String answer : List.of("two", "three", "four")) {
          String text = Steadfast.switchTo(0, FIRST.answering(answer).build(box));
          assertTrue(text.contains("~ via stable /etc/nginx/nginx.conf"), text);
          assertTrue(text.contains("nginx-config-reload.service: keep"), text);
          assertTrue(text.contains("this switch does that itself"), text);
          server.assertAnswers(answer, text);
          assertEquals(master, server.master(), text);
        }
        assertEquals(runs, companionRuns(box), "it was not run");
        server.reload();
        server.assertAnswers("four", "an operator's reload");
        server.assertWhole(download, "it began before the edits");
      }
      server.assertARestartBreaksADownload();
    }
  }

  @Test
  void aCommentReloadsNothingAtAll() {
    try (Box box = Box.boot(BoxOptions.named("etc-comment"))) {
      FIRST.install(box);
      WebServer server = new WebServer(box);
      server.reload(); // The companion's own, at boot, may still be under way.
      var workers = server.serving();
      long runs = companionRuns(box);
      for (String word : List.of("one", "two", "three")) {
        String text = Steadfast.switchTo(0, FIRST.line(Block.HTTP, "# " + word).build(box));
        assertTrue(text.contains("that has nothing to load"), text);
        assertEquals(workers, server.serving(), text);
        assertEquals(runs, companionRuns(box), text);
      }
      server.reload();
      server.assertAnswers("one", "an operator's reload");
    }
  }

  @Test
  void aBrokenFileIsRefusedByItsNextText() {
    try (Box box = Box.boot(BoxOptions.named("etc-syntax"))) {
      FIRST.install(box);
      WebServer server = new WebServer(box);
      Toplevel broken = FIRST.line(Block.SERVER, "retrun 200;").build(box);
      Snapshot before = box.snapshot();
      for (int i = 0; i < 3; i++) {
        String text = Steadfast.switchTo(1, broken);
        assertTrue(text.contains("unknown directive \"retrun\""), text);
        assertEquals(List.of(), before.differences(box.snapshot()), text);
      }
      server.reload();
      server.assertAnswers("one", "an operator's reload");
    }
  }

  /** Activation has put the file in place: that is not taken back, and not forgotten either. */
  @Test
  void aReloadThatFailedIsTriedAgainUntilTheFileIsLoaded() {
    try (Box box = Box.boot(BoxOptions.named("etc-witness"))) {
      limiting("$binary_remote_addr").install(box);
      box.write(
          POLICIES + "/nginx.yaml",
          "name: nginx\nrules:\n  - { id: limit-req-key, disabled: true }\n");
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      Toplevel bad = limiting("$server_name").answering("bad").build(box);
      for (int i = 0; i < 3; i++) {
        String text = Steadfast.switchTo(4, bad, "--policies", POLICIES);
        assertFalse(text.contains("done      nginx.service"), text);
        server.assertAnswers("one", text);
        assertEquals(master, server.master(), text);
      }
      String dry =
          Steadfast.run(box, "dry-activate", "--toplevel", bad.path(), "--policies", POLICIES)
              .err();
      assertTrue(dry.contains("is not known to have"), dry);
      Toplevel good = limiting("$binary_remote_addr").answering("good").build(box);
      String text = Steadfast.switchTo(0, good, "--policies", POLICIES);
      server.assertAnswers("good", text);
      server.reload();
      server.assertAnswers("good", "an operator's reload");
      assertEquals(master, server.master());
      String again = Steadfast.run(box, "dry-activate", "--toplevel", good.path()).err();
      assertFalse(again.contains("nginx.service"), again);
    }
  }
}
