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

/** A really different server program: only a new process runs it. */
class ProgramIT {
  private static final String REBUILT = "postgresql-rebuilt";
  private static final String ORIGINAL = "postgresql";

  @Test
  void anotherProgramIsARestartThereAndBack() {
    try (Box box = Box.boot(BoxOptions.named("program"))) {
      PostgresWorld world = PostgresWorld.nixosDefault();
      world.install(box);
      Server server = new Server(box);
      String running = ORIGINAL;
      for (String program : List.of(REBUILT, ORIGINAL, REBUILT)) {
        Server.State before = server.state();
        String text = Steadfast.switchTo(0, world.withProgram(program).build(box));
        assertRuns(server, program);
        assertEquals(before.starts() + 1, server.state().starts(), text);
        String line = Texts.line(text, "Service/ExecStart: ");
        assertTrue(line.contains(Texts.cut(box.store().path(running)) + "/"), text);
        assertTrue(line.contains("-> " + Texts.cut(box.store().path(program)) + "/"), text);
        assertTrue(line.contains("another program"), text);
        assertFalse(text.contains("Service/Environment"), "PATH names but the same program");
        running = program;
      }
      Server.State before = server.state();
      server.reload();
      server.assertSameProcess(before);
    }
  }

  @Test
  void owedProgramIsRememberedByTheProcessItself() {
    try (Box box = Box.boot(BoxOptions.named("program-owe"))) {
      Policies.mode(box, "owe");
      PostgresWorld world = PostgresWorld.nixosDefault();
      world.install(box);
      Server server = new Server(box);
      Server.State started = server.state();
      try (PsqlSession session = PostgresWorld.session(box, "app")) {
        PostgresWorld rebuilt = world.withProgram(REBUILT);
        assertOwed(box, Steadfast.switchTo(0, rebuilt.build(box)));
        PostgresWorld unrelated = rebuilt.and(Worlds::otherSleeper);
        assertOwed(box, Steadfast.switchTo(0, unrelated.build(box)));
        assertEquals(3, Steadfast.planExit(unrelated.build(box)));
        String text = Steadfast.switchTo(0, unrelated.line("work_mem = 8MB").build(box));
        assertOwed(box, text);
        assertEquals("8MB", server.show("work_mem"));
        server.reload();
        assertEquals("8MB", server.show("work_mem"));
        assertTrue(session.isOpen());
        assertEquals(started.pid(), server.property("MainPID"));

        Toplevel reverted = world.line("work_mem = 8MB").and(Worlds::otherSleeper).build(box);
        assertNotOwed(Steadfast.switchTo(0, reverted));
        assertEquals(0, Steadfast.planExit(reverted));
        assertTrue(session.isOpen());
        server.assertSameProcess(started);
        assertRuns(server, ORIGINAL);
      }
    }
  }

  @Test
  void anOperatorsRestartRunsTheOwedProgram() {
    try (Box box = Box.boot(BoxOptions.named("program-paid"))) {
      Policies.mode(box, "owe");
      PostgresWorld world = PostgresWorld.nixosDefault().withProgram(REBUILT);
      PostgresWorld.nixosDefault().install(box);
      Server server = new Server(box);
      assertOwed(box, Steadfast.switchTo(0, world.build(box)));
      assertRuns(server, ORIGINAL);
      box.systemctl("restart", PostgresWorld.UNIT).orThrow();
      assertRuns(server, REBUILT);
      Server.State restarted = server.state();
      Toplevel unrelated = world.and(Worlds::otherSleeper).build(box);
      assertNotOwed(Steadfast.switchTo(0, unrelated));
      assertEquals(0, Steadfast.planExit(unrelated));
      assertEquals(restarted, server.state());
      assertNotOwed(Steadfast.switchTo(0, world.line("work_mem = 8MB").build(box)));
      server.reload();
      assertEquals("8MB", server.show("work_mem"));
      server.assertSameProcess(restarted);
    }
  }

  /** An edit of the unit and what has to stand in the refusal. */
  private record Edit(String old, String next, String key, String because) {}

  @Test
  void owingIsRefusedWhereTheKeptProcessWouldGetAnotherControlSide() {
    List<Edit> edits =
        List.of(
            new Edit("User=postgres", "User=root", "Service/User", "act on the kept process"),
            new Edit(
                "kill -HUP $MAINPID",
                "kill -HUP -- $MAINPID",
                "Service/ExecReload",
                "act on the kept process"),
            new Edit(
                "KillMode=mixed",
                "KillMode=mixed\nExecStop=@{pkg:coreutils}/bin/true",
                "Service/ExecStop",
                "act on the kept process"),
            new Edit(
                "TimeoutSec=120",
                "TimeoutSec=120\nLimitNOFILE=4096",
                "Service/LimitNOFILE",
                "would be forgotten"));
    try (Box box = Box.boot(BoxOptions.named("program-refused"))) {
      Policies.mode(box, "owe");
      PostgresWorld world = PostgresWorld.nixosDefault();
      world.install(box);
      Server server = new Server(box);
      for (Edit edit : edits) {
        PostgresWorld next =
            world.withProgram(REBUILT).and(w -> Worlds.unit(w, edit.old(), edit.next()));
        Toplevel refused = next.build(box);
        Server.State before = server.state();
        Snapshot snapshot = box.snapshot();
        String text = Steadfast.switchTo(1, refused);
        assertEquals(List.of(), snapshot.differences(box.snapshot()), text);
        assertEquals(before, server.state());
        String line = Texts.line(text, "which cannot be owed: " + edit.key());
        assertTrue(line.contains(PostgresWorld.UNIT), text);
        assertTrue(line.contains(edit.because()), text);
      }
      assertOwed(box, Steadfast.switchTo(0, world.withProgram(REBUILT).build(box)));
      server.reload();
      assertRuns(server, ORIGINAL);
    }
  }

  @Test
  void theFlagOfTheUnitKeepsItAsNixosDoes() {
    try (Box box = Box.boot(BoxOptions.named("program-flag"))) {
      PostgresWorld world =
          PostgresWorld.nixosDefault()
              .and(w -> Worlds.unit(w, "[Service]\n", "[Service]\nX-RestartIfChanged=false\n"));
      world.install(box);
      Server server = new Server(box);
      Server.State started = server.state();
      PostgresWorld rebuilt = world.withProgram(REBUILT);
      String text = Steadfast.switchTo(0, rebuilt.build(box));
      assertOwed(box, text);
      assertTrue(
          Texts.line(text, "X-RestartIfChanged").contains("the unit asks not to be restarted"),
          text);
      assertOwed(box, Steadfast.switchTo(0, rebuilt.line("work_mem = 8MB").build(box)));
      assertEquals("8MB", server.show("work_mem"), "a reload is no restart");
      PostgresWorld control = rebuilt.and(w -> Worlds.unit(w, "kill -HUP", "kill -s HUP"));
      String kept = Steadfast.switchTo(0, control.build(box));
      assertTrue(Texts.line(kept, "owe/precondition").contains("Service/ExecReload"), kept);
      assertTrue(Texts.line(kept, "owe/precondition").contains("kept all the same"), kept);
      server.reload();
      server.assertSameProcess(started);
      assertRuns(server, ORIGINAL);
    }
  }

  private static void assertRuns(Server server, String program) {
    String executable = server.executable();
    assertTrue(executable.startsWith(server.box().store().path(program) + "/"), executable);
    assertNotEquals("", server.ask("select version()"));
  }

  private static void assertOwed(Box box, String text) {
    String line = Texts.line(text, "OWED ");
    assertTrue(
        line.contains("Service/ExecStart: " + Texts.cut(box.store().path(ORIGINAL)) + "/"), text);
    assertTrue(line.contains("-> " + Texts.cut(box.store().path(REBUILT)) + "/"), text);
    assertTrue(text.lines().toList().getLast().endsWith("1 restart owed"), text);
  }

  private static void assertNotOwed(String text) {
    assertFalse(text.contains("OWED"), text);
    assertFalse(text.contains("restart owed"), text);
  }
}
