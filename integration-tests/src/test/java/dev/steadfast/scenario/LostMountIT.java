package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.SlowDownload;
import dev.steadfast.box.Toplevel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A mount vanishes when the path below it is replaced or removed on the host: never in silence. */
class LostMountIT {
  private static final NginxWorld FIRST = NginxWorld.nixosDefault();
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String LOST = "is gone: the next reload by anyone would load";

  /**
   * Makes the store replace a file by a link to an equal one: the second object is linked when it
   * is added, so it is the first one whose turn it is. Argument: the file.
   */
  private static final String OPTIMISE =
      """
      cp "$1" /root/equal
      nix-store --option auto-optimise-store true --add /root/equal
      nix-store --optimise
      """;

  private static void optimise(Box box, String file) {
    String before = inode(box, file);
    box.run(Command.of("bash", "-euc", OPTIMISE, "optimise", file), LONG).orThrow();
    assertNotEquals(before, inode(box, file), "renamed over");
  }

  private static String inode(Box box, String file) {
    return box.run("stat", "-c", "%i", file).orThrow().line();
  }

  private static String dryRun(Toplevel toplevel) {
    return Steadfast.run(toplevel.box(), "dry-activate", "--toplevel", toplevel.path()).err();
  }

  @Test
  void theNextSwitchMakesALostMountAgain() {
    try (Box box = Box.boot(BoxOptions.named("lost"))) {
      FIRST.install(box);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      String conf = server.confPath();
      try (SlowDownload download = server.download()) {
        Toplevel two = FIRST.answering("two").build(box);
        Steadfast.switchTo(0, two);
        assertFalse(dryRun(two).contains(LOST), "all is well");
        optimise(box, conf);
        assertEquals(0, server.mountsAt(conf), "this is how a mount is lost");
        server.assertAnswers("two", "nobody has told the server");
        assertTrue(dryRun(two).contains(LOST), "the next command that looks says so");
        String text = Steadfast.switchTo(0, two);
        assertTrue(text.contains(LOST), text);
        assertEquals(1, server.mountsAt(conf), text);
        server.reload();
        server.assertAnswers("two", "an operator's reload");
        Toplevel three = FIRST.answering("three").build(box);
        Steadfast.switchTo(0, three);
        server.reload();
        server.assertAnswers("three", "an operator's reload");
        assertEquals(master, server.master());
        server.assertWhole(download, "no worker was restarted");
      }
      server.assertARestartBreaksADownload();
    }
  }

  /** Shows also that losing it matters, or the reports would mean nothing. */
  @Test
  void afterAReloadInBetweenTheOldContentIsReported() {
    try (Box box = Box.boot(BoxOptions.named("lost-reload"))) {
      FIRST.install(box);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      Toplevel two = FIRST.answering("two").build(box);
      for (int i = 1; i <= 3; i++) {
        Steadfast.switchTo(0, two);
        server.assertAnswers("two", "round " + i);
        detach(box, server);
        server.reload();
        server.assertAnswers("one", "what is below the mount, without an error");
        assertTrue(dryRun(two).contains(LOST), "round " + i);
        String text = Steadfast.switchTo(0, two);
        server.assertAnswers("two", text);
      }
      server.reload();
      server.assertAnswers("two", "an operator's reload");
      assertEquals(master, server.master());
    }
  }

  /** As any replacement of the file does, which a store is not supposed to make twice. */
  private static void detach(Box box, WebServer server) {
    String script = "cp -p \"$1\" /nix/store/.copy && mv /nix/store/.copy \"$1\"";
    box.run("bash", "-euc", script, "detach", server.confPath()).orThrow();
    assertEquals(0, server.mountsAt(server.confPath()));
  }

  @Test
  void aCollectionLeavesWhatIsPinned() {
    try (Box box = Box.boot(BoxOptions.named("pinned"))) {
      Toplevel installed = FIRST.install(box);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      String conf = server.confPath();
      for (String answer : java.util.List.of("two", "three", "four")) {
        Toplevel next = FIRST.answering(answer).build(box);
        Steadfast.switchTo(0, next);
        collectAllBut(next);
        assertNotEquals(0, box.run("test", "-e", installed.path()).exit(), "collected");
        assertTrue(server.mountsAt(conf) > 0, "the file below the mount is pinned");
        server.reload();
        server.assertAnswers(answer, "an operator's reload");
        assertFalse(dryRun(next).contains(LOST));
      }
      assertEquals(master, server.master());
    }
  }

  @Test
  void whatIsCollectedWithoutItsPinIsReported() {
    try (Box box = Box.boot(BoxOptions.named("unpinned"))) {
      FIRST.install(box);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      String conf = server.confPath();
      Toplevel two = FIRST.answering("two").build(box);
      Steadfast.switchTo(0, two);
      box.run("rm", "-rf", "/run/steadfast/pins").orThrow();
      collectAllBut(two);
      assertNotEquals(0, box.run("test", "-e", conf).exit(), "collected");
      box.systemctl("reload", NginxWorld.UNIT).orThrow();
      box.awaitJournal(NginxWorld.UNIT, "[emerg]", Box.SOON);
      server.assertAnswers("two", "it cannot read the file, so it keeps what it has");
      assertTrue(dryRun(two).contains(LOST), "and the next command that looks says so");
      Toplevel three = FIRST.answering("three").build(box);
      String text = Steadfast.switchTo(0, three);
      assertTrue(text.contains("nginx.service: restart"), text);
      assertTrue(text.contains("any more; only a restart names another path"), text);
      NginxWorld.awaitAnswer(box);
      server.assertAnswers("three", text);
      assertNotEquals(master.pid(), server.master().pid());
      server.reload();
      server.assertAnswers("three", "an operator's reload");
    }
  }

  private static void collectAllBut(Toplevel toplevel) {
    toplevel.setProfile();
    Box box = toplevel.box();
    String profile = "/nix/var/nix/profiles/system";
    box.run("nix-env", "-p", profile, "--delete-generations", "old").orThrow();
    box.run(Command.of("nix-collect-garbage"), LONG).orThrow();
  }
}
