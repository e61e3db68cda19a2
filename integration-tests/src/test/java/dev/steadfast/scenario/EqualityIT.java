package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxException;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.PsqlSession;
import dev.steadfast.box.Toplevel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another text or another store path that says the same does nothing; the same text may not. */
class EqualityIT {
  private static final String SAME = "the text differs, its meaning does not";

  /** An edit after which nothing may happen, and the part of the plan that says why. */
  private record Edit(String name, PostgresWorld next, String reason) {}

  @Test
  void whatMeansTheSameDoesNothing() {
    PostgresWorld world =
        PostgresWorld.nixosDefault().line("shared_buffers = 131072kB").line("work_mem = 4MB");
    List<String> reversed = new ArrayList<>(world.conf());
    Collections.reverse(reversed);
    List<Edit> edits =
        List.of(
            new Edit("comment", world.line("# a comment").line("work_mem = 4MB # four"), SAME),
            new Edit("blank line", world.line("").line("   "), SAME),
            new Edit("order", world.withConf(reversed), SAME),
            new Edit("unit", world.line("shared_buffers = 128MB"), SAME),
            new Edit("spelling", world.line("WORK_MEM = '4096 kB'").line("jit no"), SAME),
            new Edit(
                "hba comment",
                world.withHba(List.of("# who", "local  all  all  trust", world.hba().getLast())),
                "hba  (rule default/same-meaning"),
            new Edit("hash", world.and(all -> all.rebuilt("one")), "equal but for store hashes"),
            new Edit(
                "hash again", world.and(all -> all.rebuilt("two")), "equal but for store hashes"));
    try (Box box = Box.boot(BoxOptions.named("equal"))) {
      world.install(box);
      Server server = new Server(box);
      Server.State before = server.state();
      String link = server.confLink();
      for (Edit edit : edits) {
        Toplevel next = edit.next().build(box);
        assertNotEquals(next.path(), box.run("readlink", "-f", "/run/current-system").line());
        String text = Steadfast.switchTo(0, next);
        assertTrue(text.contains("=   " + PostgresWorld.UNIT + ": keep\n"), edit.name() + text);
        assertTrue(text.contains(edit.reason()), edit.name() + ": " + text);
        assertTrue(text.contains("0 reloads, 0 restarts"), edit.name() + ": " + text);
        assertEquals(before, server.state(), edit.name());
        assertEquals(link, server.confLink(), edit.name());
        assertEquals(0, Steadfast.planExit(next), edit.name());
      }
      collectGarbage(edits.getLast().next().build(box));
      server.reload();
      server.assertSameProcess(before);
      assertEquals("4MB", server.show("work_mem"));
      assertEquals("128MB", server.show("shared_buffers"));
    }
  }

  @Test
  void theSameTextOverOtherRulesIsReloaded() {
    try (Box box = Box.boot(BoxOptions.named("nested"))) {
      PostgresWorld world = PostgresWorld.nixosDefault();
      world.install(box);
      Server server = new Server(box);
      Server.State before = server.state();
      String hba = world.hba().getLast();
      for (String users : List.of("postgres,app,guest", "postgres,app", "postgres,guest,app")) {
        String rule = hba.replace("postgres,app", users);
        PostgresWorld next = world.withHba(List.of(world.hba().getFirst(), rule));
        assertEquals(world.conf(), next.conf(), "the text of the outer file is the same");
        String text = Steadfast.switchTo(0, next.build(box));
        assertTrue(text.contains("~   " + PostgresWorld.UNIT + ": reload"), text);
        assertTrue(text.contains("via bind"), text);
        assertFalse(text.contains("via relink"), text);
        assertEquals(users.contains("guest"), guestMayEnter(box), text);
        server.assertSameProcess(before);
      }
      server.reload();
      assertTrue(guestMayEnter(box), "an operator's reload keeps what is live");
      server.assertSameProcess(before);
    }
  }

  @Test
  void theSameTextOverAnotherIncludedFileIsWhatItsKeysAre() {
    try (Box box = Box.boot(BoxOptions.named("included"))) {
      PostgresWorld world = PostgresWorld.nixosDefault().line("include '@{extra.conf}'");
      with(world, "extra.conf", "work_mem = 5MB\n").install(box);
      Server server = new Server(box);
      Server.State before = server.state();
      assertEquals("5MB", server.show("work_mem"));
      for (String value : List.of("6MB", "7MB", "8MB")) {
        Toplevel next = with(world, "extra.conf", "work_mem = " + value + "\n").build(box);
        String text = Steadfast.switchTo(0, next);
        assertTrue(text.contains("~   " + PostgresWorld.UNIT + ": reload"), text);
        assertTrue(Texts.line(text, "work_mem").contains("-> " + value), text);
        assertEquals(value, server.show("work_mem"));
        server.assertSameProcess(before);
      }
      server.reload();
      assertEquals("8MB", server.show("work_mem"));
      Toplevel startOnly =
          with(world, "extra.conf", "work_mem = 8MB\nmax_connections = 120\n").build(box);
      assertTrue(Steadfast.switchTo(0, startOnly).contains("max_connections"));
      assertEquals("120", server.show("max_connections"));
      assertNotEquals(before.invocation(), server.property("InvocationID"));
    }
  }

  @Test
  void theSameScriptOverAFileThatNoPolicyCoversIsARestart() {
    try (Box box = Box.boot(BoxOptions.named("uncovered"))) {
      PostgresWorld world =
          PostgresWorld.nixosDefault()
              .and(
                  all ->
                      all.withText(
                          "postgresql-pre-start",
                          all.text("postgresql-pre-start") + "cat @{seed.sql} > /dev/null\n"));
      with(world, "seed.sql", "select 1;\n").install(box);
      Server server = new Server(box);
      String old = "select 1;\n";
      for (String seed : List.of("select 2;\n", "select 3;\n", "select 2;\n")) {
        Server.State before = server.state();
        String text = Steadfast.switchTo(0, with(world, "seed.sql", seed).build(box));
        String line = Texts.line(text, "seed.sql");
        assertTrue(line.contains("Service/ExecStartPre"), text);
        assertTrue(line.contains("no rule covers"), text);
        assertFalse(text.contains(old.strip()), "its text is not shown");
        assertEquals(before.starts() + 1, server.state().starts());
        old = seed;
      }
      Server.State before = server.state();
      String text =
          Steadfast.switchTo(
              0, with(world, "seed.sql", old).and(all -> all.rebuilt("x")).build(box));
      assertTrue(text.contains("=   " + PostgresWorld.UNIT + ": keep\n"), text);
      assertEquals(before, server.state(), "another hash of it is nothing");
      server.reload();
      server.assertSameProcess(before);
    }
  }

  /** As after weeks: the generation that the process was started from is deleted. */
  private static void collectGarbage(Toplevel current) {
    current.setProfile();
    current.box().run("nix-collect-garbage", "-d").orThrow();
  }

  private static PostgresWorld with(PostgresWorld world, String file, String text) {
    return world.and(all -> all.file(file, text));
  }

  private static boolean guestMayEnter(Box box) {
    try (PsqlSession guest = PostgresWorld.session(box, "guest")) {
      return guest.isOpen();
    } catch (BoxException refused) {
      return false;
    }
  }
}
