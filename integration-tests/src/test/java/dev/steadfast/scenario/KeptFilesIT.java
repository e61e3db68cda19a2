package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Toplevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A kept process finds its files, whatever was switched to and collected since it got them. */
class KeptFilesIT {
  private static final Duration COLLECTION = Duration.ofMinutes(2);

  @Test
  void filesHandedOverLongAgoSurviveGarbageCollection() {
    try (Box box = Box.boot(BoxOptions.named("kept"))) {
      PostgresWorld first = PostgresWorld.nixosDefault();
      Toplevel installed = first.install(box);
      LiveServer server = new LiveServer(box);
      String hba = server.hbaFile();
      PostgresWorld setting = first.set("work_mem", "8MB");
      try (Clients clients = Clients.open(box)) {
        Toplevel both = GuestAccess.EVERYWHERE.in(setting).build(box);
        Steadfast.switchTo(0, both);
        String copy = server.confLink();
        PostgresWorld rules = GuestAccess.ONLY_POSTGRES.in(setting);
        Steadfast.switchTo(0, rules.build(box));
        assertEquals(copy, server.confLink(), "an edit of the rules alone leaves the link");
        assertLive(server, clients);
        Toplevel rebuilt = rules.and(world -> world.rebuilt("again")).build(box);
        String text = Steadfast.switchTo(0, rebuilt);
        assertEquals(2, server.mountsAt(hba), text);
        collectAllBut(rebuilt);
        for (Toplevel gone : List.of(installed, both)) {
          assertNotEquals(0, box.run("test", "-e", gone.path()).exit(), "collected");
        }
        assertEquals(2, server.mountsAt(hba), "removing what is mounted would detach it");
        assertLive(server, clients);
        clients.assertNoFailedTransaction();
      }
    }
  }

  private static void collectAllBut(Toplevel toplevel) {
    toplevel.setProfile();
    Box box = toplevel.box();
    String profile = "/nix/var/nix/profiles/system";
    box.run("nix-env", "-p", profile, "--delete-generations", "old").orThrow();
    box.run(Command.of("nix-collect-garbage"), COLLECTION).orThrow();
  }

  /** What was handed over is still what an operator's reload reads. */
  private static void assertLive(LiveServer server, Clients clients) {
    server.reload();
    GuestAccess.ONLY_POSTGRES.assertOn(server);
    assertEquals("8MB", server.workMem());
    clients.assertUndisturbed("an operator's reload");
    assertTrue(server.mountsAt(server.hbaFile()) > 0);
  }
}
