package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Toplevel;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules and maps that {@code postgres -C} does not look at and that the server would not load: seen
 * before it is told, at each of three tries, and then a good one goes live.
 */
class BrokenRuleIT {
  record Case(String name, UnaryOperator<PostgresWorld> edit, String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case(
            "method",
            world -> world.allow("host all guest 127.0.0.1/32 trusty"),
            "the server keeps all old rules when one is wrong"),
        new Case(
            "method-and-setting",
            world -> world.allow("host all guest 127.0.0.1/32 trusty").set("work_mem", "8MB"),
            "a switch of one unit is all or nothing: work_mem would be live without its rules"),
        new Case(
            "map",
            world -> world.withIdent(List.of("people /^(.*$ guest")),
            "the server keeps all old maps when one is wrong"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aBrokenFileIsTakenBackBeforeTheServerIsTold(Case c) {
    try (Box box = Box.boot(BoxOptions.named("broken-" + c.name()))) {
      PostgresWorld first = PostgresWorld.nixosDefault();
      first.install(box);
      LiveServer server = new LiveServer(box);
      Steadfast.switchTo(0, GuestAccess.ONLY_POSTGRES.in(first).build(box));
      String workMem = server.workMem();
      String loaded = server.loadTime();
      long reloads = server.reloads();
      Toplevel broken = c.edit().apply(GuestAccess.ONLY_POSTGRES.in(first)).build(box);
      try (Clients clients = Clients.open(box)) {
        for (int i = 0; i < 3; i++) {
          String text = Steadfast.switchTo(4, broken);
          assertTrue(text.contains("UNDONE    " + PostgresWorld.UNIT), text);
          assertTrue(text.contains("rehearsal"), text);
          assertEquals(reloads, server.reloads(), "it was told nothing");
          assertEquals(loaded, server.loadTime(), c.because());
          assertEquals(workMem, server.workMem(), c.because());
          GuestAccess.ONLY_POSTGRES.assertOn(server);
          clients.assertUndisturbed(text);
        }
        server.reload();
        GuestAccess.ONLY_POSTGRES.assertOn(server);
        assertEquals(workMem, server.workMem(), "an operator's reload reads the previous files");
        PostgresWorld good = GuestAccess.EVERYWHERE.in(first).set("work_mem", "9MB");
        String text = Steadfast.switchTo(0, good.build(box));
        GuestAccess.EVERYWHERE.assertOn(server);
        assertEquals("9MB", server.workMem());
        clients.assertUndisturbed(text);
        clients.assertNoFailedTransaction();
      }
    }
  }
}
