package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits of the files that decide who may log in: live, and no client notices. */
class HbaEditIT {
  private static final List<GuestAccess> SWITCHES =
      List.of(
          GuestAccess.EVERYWHERE,
          GuestAccess.ONLY_POSTGRES,
          GuestAccess.NOWHERE,
          GuestAccess.EVERYWHERE);

  @Test
  void rulesAloneAreLiveThroughABind() {
    try (Box box = Box.boot(BoxOptions.named("hba"))) {
      PostgresWorld first = PostgresWorld.nixosDefault();
      first.install(box);
      LiveServer server = new LiveServer(box);
      String hba = server.hbaFile();
      String conf = server.confLink();
      GuestAccess.NOWHERE.assertOn(server);
      try (Clients clients = Clients.open(box)) {
        int mounts = 0;
        for (GuestAccess access : SWITCHES) {
          String text = Steadfast.switchTo(0, access.in(first).build(box));
          access.assertOn(server);
          clients.assertUndisturbed(text);
          assertEquals(hba, server.hbaFile(), "the server knows but one path");
          assertEquals(++mounts, server.mountsAt(hba), "bound on top, never unmounted");
          assertEquals(conf, server.confLink(), "no key of postgresql.conf changed");
        }
        server.reload();
        GuestAccess.EVERYWHERE.assertOn(server);
        clients.assertUndisturbed("an operator's reload");
        clients.assertNoFailedTransaction();
      }
      assertRestartEndsTheBridge(server, first);
    }
  }

  @Test
  void rulesTogetherWithASettingAreLiveThroughADerivedCopy() {
    try (Box box = Box.boot(BoxOptions.named("hba-conf"))) {
      PostgresWorld first = PostgresWorld.nixosDefault();
      first.install(box);
      LiveServer server = new LiveServer(box);
      String hba = server.hbaFile();
      GuestAccess.NOWHERE.assertOn(server);
      try (Clients clients = Clients.open(box)) {
        int mounts = 0;
        for (GuestAccess access : SWITCHES) {
          String workMem = 7 + ++mounts + "MB";
          PostgresWorld next = access.in(first).set("work_mem", workMem);
          String text = Steadfast.switchTo(0, next.build(box));
          access.assertOn(server);
          assertEquals(workMem, server.workMem());
          clients.assertUndisturbed(text);
          assertEquals(hba, server.hbaFile(), text);
          assertEquals(mounts, server.mountsAt(hba), text);
          assertConfLink(server, next.hba().equals(first.hba()));
        }
        server.reload();
        GuestAccess.EVERYWHERE.assertOn(server);
        assertEquals("11MB", server.workMem());
        clients.assertUndisturbed("an operator's reload");
        clients.assertNoFailedTransaction();
      }
      assertRestartEndsTheBridge(server, first.set("work_mem", "11MB"));
      assertEquals("11MB", server.workMem());
      assertEquals(List.of(), server.copies(), "nothing needs them any more");
    }
  }

  /** A copy is linked only as long as the next file names its rules by a path of their own. */
  private static void assertConfLink(LiveServer server, boolean namesTheKnownPath) {
    String link = server.confLink();
    if (namesTheKnownPath) {
      assertTrue(link.startsWith("/nix/store/"), link);
      assertEquals(List.of(), server.copies());
    } else {
      assertTrue(link.startsWith("/run/steadfast/" + PostgresWorld.UNIT + "/"), link);
      assertEquals(List.of(link + " root:root 444"), server.copies());
    }
  }

  /** A restart by the operator starts from the store's own files; the next edit is live again. */
  private static void assertRestartEndsTheBridge(LiveServer server, PostgresWorld without) {
    String known = server.hbaFile();
    try (Clients clients = Clients.open(server.box())) {
      server.box().systemctl("restart", PostgresWorld.UNIT).orThrow();
      clients.assertDropped("a restart does what a switch did not");
    }
    String own = server.hbaFile();
    assertNotEquals(known, own);
    assertEquals(0, server.mountsAt(own) + server.mountsAt(known));
    assertTrue(server.confLink().startsWith("/nix/store/"), server.confLink());
    GuestAccess.EVERYWHERE.assertOn(server);
    try (Clients clients = Clients.open(server.box())) {
      String text = Steadfast.switchTo(0, without.build(server.box()));
      GuestAccess.NOWHERE.assertOn(server);
      assertEquals(1, server.mountsAt(own));
      clients.assertUndisturbed(text);
      clients.assertNoFailedTransaction();
    }
  }

  /** Whom the map lets in; an edit of the maps, then of maps, rules and a setting together. */
  @Test
  void mapsAreLiveAsRulesAre() {
    try (Box box = Box.boot(BoxOptions.named("ident"))) {
      PostgresWorld plain = PostgresWorld.nixosDefault();
      PostgresWorld first = plain.withHba(before("local bench guest peer map=people", plain));
      first.install(box);
      LiveServer server = new LiveServer(box);
      String ident = server.identFile();
      assertMapped(false, server.socketLogin("guest"));
      try (Clients clients = Clients.open(box)) {
        int mounts = 0;
        for (String line : List.of("people postgres guest", "people nobody guest", "")) {
          List<String> maps = line.isEmpty() ? List.of() : List.of(line);
          String text = Steadfast.switchTo(0, first.withIdent(maps).build(box));
          assertMapped(line.contains("postgres"), server.socketLogin("guest"));
          clients.assertUndisturbed(text);
          assertEquals(ident, server.identFile());
          assertEquals(++mounts, server.mountsAt(ident), text);
        }
        PostgresWorld all = GuestAccess.EVERYWHERE.in(first).set("work_mem", "8MB");
        String text =
            Steadfast.switchTo(0, all.withIdent(List.of("people postgres guest")).build(box));
        clients.assertUndisturbed(text);
        server.reload();
        assertMapped(true, server.socketLogin("guest"));
        GuestAccess.EVERYWHERE.assertOn(server);
        assertEquals("8MB", server.workMem());
        assertConfLink(server, false);
        clients.assertUndisturbed("an operator's reload");
        clients.assertNoFailedTransaction();
      }
    }
  }

  private static List<String> before(String rule, PostgresWorld world) {
    return List.of(rule, world.hba().getFirst(), world.hba().getLast());
  }

  private static void assertMapped(boolean accepted, Result login) {
    if (accepted) {
      assertEquals("guest", login.line(), login.err());
    } else {
      assertTrue(login.err().contains("Peer authentication failed"), login.out() + login.err());
    }
  }
}
