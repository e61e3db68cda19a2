package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.PsqlSession;
import dev.steadfast.box.Snapshot;
import dev.steadfast.box.Toplevel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reloadable and a start-only setting in one edit: the unit's mode says what becomes of it. */
class ModesIT {

  @Test
  void owedRestartIsReportedUntilItIsReverted() {
    try (Box box = Box.boot(BoxOptions.named("owe"))) {
      Policies.mode(box, "owe");
      PostgresWorld world = PostgresWorld.nixosDefault().line("max_connections = 100");
      world.install(box);
      Server server = new Server(box);
      Server.State before = server.state();
      try (PsqlSession session = PostgresWorld.session(box, "app")) {
        long backend = session.backend();
        PostgresWorld edited = world.line("work_mem = 8MB").line("max_connections = 120");
        assertOwed("100 -> 120", Steadfast.switchTo(0, edited.build(box)));
        assertEquals("8MB", server.show("work_mem"));
        assertEquals("100", server.show("max_connections"));

        PostgresWorld unrelated = edited.and(Worlds::otherSleeper);
        assertOwed("100 -> 120", Steadfast.switchTo(0, unrelated.build(box)));
        assertEquals(3, Steadfast.planExit(unrelated.build(box)), "a debt is something");
        PostgresWorld again = unrelated.line("work_mem = 9MB");
        assertOwed("100 -> 120", Steadfast.switchTo(0, again.build(box)));
        assertEquals("9MB", server.show("work_mem"));
        server.reload();
        assertEquals("9MB", server.show("work_mem"), "an operator's reload keeps what is live");
        assertEquals("100", server.show("max_connections"));

        PostgresWorld reverted = again.line("max_connections = 100");
        assertNotOwed(Steadfast.switchTo(0, reverted.build(box)));
        assertEquals(List.of(), server.pendingRestart());
        assertEquals(0, Steadfast.planExit(reverted.build(box)), "nothing is left");
        server.reload();
        assertEquals(List.of(), server.pendingRestart());
        server.assertSameProcess(before);
        assertEquals(backend, session.backend());
      }
    }
  }

  @Test
  void aSettingThatWasNotThereIsNoDebtOnceItIsGoneAgain() {
    try (Box box = Box.boot(BoxOptions.named("owe-unset"))) {
      Policies.mode(box, "owe");
      PostgresWorld world = PostgresWorld.nixosDefault();
      world.install(box);
      Server server = new Server(box);
      Server.State before = server.state();
      PostgresWorld edited = world.line("max_connections = 120").line("work_mem = 8MB");
      assertOwed("(not set) -> 120", Steadfast.switchTo(0, edited.build(box)));
      assertEquals("8MB", server.show("work_mem"));
      PostgresWorld unrelated = edited.and(Worlds::otherSleeper);
      assertOwed("100 -> 120", Steadfast.switchTo(0, unrelated.build(box)));

      PostgresWorld reverted = world.line("work_mem = 8MB").and(Worlds::otherSleeper);
      assertNotOwed(Steadfast.switchTo(0, reverted.build(box)));
      assertEquals(List.of("max_connections"), server.pendingRestart(), "the server's flag sticks");
      assertEquals(0, Steadfast.planExit(reverted.build(box)), "nothing is owed for all that");
      assertNotOwed(Steadfast.switchTo(0, reverted.line("work_mem = 9MB").build(box)));
      server.reload();
      assertEquals("9MB", server.show("work_mem"));
      server.assertSameProcess(before);
    }
  }

  @Test
  void anOperatorsRestartPaysTheDebt() {
    try (Box box = Box.boot(BoxOptions.named("owe-paid"))) {
      Policies.mode(box, "owe");
      PostgresWorld world = PostgresWorld.nixosDefault();
      world.install(box);
      Server server = new Server(box);
      for (String value : List.of("120", "130", "140")) {
        world = world.line("max_connections = " + value);
        assertOwed("-> " + value, Steadfast.switchTo(0, world.build(box)));
        box.systemctl("restart", PostgresWorld.UNIT).orThrow();
        assertEquals(value, server.show("max_connections"));
        world = world.line("work_mem = " + value + "kB").and(Worlds::otherSleeper);
        assertNotOwed(Steadfast.switchTo(0, world.build(box)));
        assertEquals(value + "kB", server.show("work_mem"));
        assertEquals(0, Steadfast.planExit(world.build(box)));
      }
      server.reload();
      assertEquals("140", server.show("max_connections"));
    }
  }

  @Test
  void modeRestartRestartsOnceForBoth() {
    try (Box box = Box.boot(BoxOptions.named("restart"))) {
      PostgresWorld world = PostgresWorld.nixosDefault();
      world.install(box);
      String policies = Policies.directory(box, "restart");
      Server server = new Server(box);
      for (String value : List.of("120", "130", "140")) {
        Server.State before = server.state();
        world = world.line("max_connections = " + value).line("work_mem = " + value + "kB");
        String text = Steadfast.switchTo(0, world.build(box), "--policies", policies);
        assertNotOwed(text);
        assertTrue(text.contains("-> " + value), text);
        assertNotEquals(before.invocation(), server.property("InvocationID"));
        assertEquals(before.starts() + 1, server.state().starts(), text);
        assertEquals(value, server.show("max_connections"));
        assertEquals(value + "kB", server.show("work_mem"));
      }
      Server.State before = server.state();
      server.reload();
      server.assertSameProcess(before);
      assertEquals("140kB", server.show("work_mem"));
    }
  }

  @Test
  void modeRefuseTouchesNothing() {
    try (Box box = Box.boot(BoxOptions.named("refuse"))) {
      Policies.mode(box, "refuse");
      PostgresWorld world = PostgresWorld.nixosDefault().line("max_connections = 100");
      world.install(box);
      Server server = new Server(box);
      Server.State started = server.state();
      for (String value : List.of("8MB", "9MB", "10MB")) {
        PostgresWorld live = world.line("work_mem = " + value);
        PostgresWorld both = live.line("max_connections = 120").and(Worlds::otherSleeper);
        Toplevel refused = both.build(box);
        Server.State before = server.state();
        String link = server.confLink();
        Snapshot snapshot = box.snapshot();
        String text = Steadfast.switchTo(1, refused);
        assertEquals(List.of(), snapshot.differences(box.snapshot()), text);
        assertEquals(link, server.confLink());
        assertEquals(before, server.state());
        String line = Texts.line(text, "max_connections: 100 -> 120");
        assertTrue(line.contains(PostgresWorld.UNIT + ": needs a restart, which its mode"), text);
        assertTrue(text.contains("nothing is touched"), text);
        assertEquals(1, Steadfast.planExit(refused), "a refused plan is an error");

        Steadfast.switchTo(0, live.build(box));
        assertEquals(value, server.show("work_mem"), "what needs no restart is not refused");
      }
      server.reload();
      assertEquals("10MB", server.show("work_mem"));
      server.assertSameProcess(started);
    }
  }

  private static void assertOwed(String values, String text) {
    String line = Texts.line(text, "OWED ");
    assertTrue(line.contains("max_connections: ") && line.contains(values), text);
    assertTrue(text.lines().toList().getLast().endsWith("1 restart owed"), text);
  }

  private static void assertNotOwed(String text) {
    for (String word : List.of("OWED", "restart owed", "owed until")) {
      assertFalse(text.contains(word), text);
    }
  }
}
