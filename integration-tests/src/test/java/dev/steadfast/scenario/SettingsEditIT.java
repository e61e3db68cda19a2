package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Toplevel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An edit of a reloadable setting: no client notices. The control group shows that it could. */
class SettingsEditIT {
  @Test
  void sessionsAndTransactionsGoOnThroughThreeSwitches() {
    try (Box box = Box.boot(BoxOptions.named("edit"))) {
      PostgresWorld world = PostgresWorld.nixosDefault();
      world.install(box);
      LiveServer server = new LiveServer(box);
      try (Clients clients = Clients.open(box)) {
        for (String value : List.of("8MB", "9MB", "10MB")) {
          Toplevel next = world.set("work_mem", value).build(box);
          String text = Steadfast.switchTo(0, next);
          assertTrue(text.contains("work_mem"), text);
          assertEquals(value, server.workMem());
          assertEquals(server.confOf(next), server.confLink(), "as the next start would link it");
          assertEquals(List.of(), server.copies(), "the file names the rules that are known");
          clients.assertUndisturbed(text);
        }
        server.reload();
        assertEquals("10MB", server.workMem(), "an operator's reload keeps what is live");
        clients.assertUndisturbed("an operator's reload");
        clients.assertNoFailedTransaction();
        box.systemctl("restart", PostgresWorld.UNIT).orThrow();
        clients.assertDropped("the very session that three switches did not drop");
        assertEquals("10MB", server.workMem());
      }
    }
  }

  /** The control group: the same clients, opened in the same way, and a switch that restarts. */
  @Test
  void aSwitchThatRestartsDropsTheSameClients() {
    try (Box box = Box.boot(BoxOptions.named("edit-control"))) {
      PostgresWorld world = PostgresWorld.nixosDefault();
      world.install(box);
      LiveServer server = new LiveServer(box);
      for (String value : List.of("120", "130", "140")) {
        try (Clients clients = Clients.open(box)) {
          clients.assertUndisturbed("before the switch");
          String text = Steadfast.switchTo(0, world.set("max_connections", value).build(box));
          assertTrue(text.contains("max_connections"), text);
          clients.assertDropped(text);
          assertEquals(List.of(value), server.ask("show max_connections"));
        }
      }
      try (Clients clients = Clients.open(box)) {
        server.reload();
        clients.assertUndisturbed("an operator's reload");
        clients.assertNoFailedTransaction();
      }
    }
  }
}
