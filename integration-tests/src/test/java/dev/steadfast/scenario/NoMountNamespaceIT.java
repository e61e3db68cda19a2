package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.PostgresWorld.Sandbox;
import dev.steadfast.box.Snapshot;
import dev.steadfast.box.Toplevel;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server without a mount namespace of its own cannot be shown other rules under the path that it
 * knows: they need a restart, and the plan says what would change that.
 */
class NoMountNamespaceIT {
  private static final PostgresWorld FIRST = PostgresWorld.nixosDefault().withSandbox(Sandbox.NONE);

  @Test
  void goodRulesRestartAndThePlanSaysWhy() {
    try (Box box = Box.boot(BoxOptions.named("no-namespace"))) {
      FIRST.install(box);
      LiveServer server = new LiveServer(box);
      List<GuestAccess> switches =
          List.of(GuestAccess.EVERYWHERE, GuestAccess.ONLY_POSTGRES, GuestAccess.NOWHERE);
      int megabytes = 7;
      for (GuestAccess access : switches) {
        String workMem = ++megabytes + "MB";
        try (Clients clients = Clients.open(box)) {
          String text = Steadfast.switchTo(0, access.in(FIRST).set("work_mem", workMem).build(box));
          assertTrue(text.contains("postgresql.service: restart\n"), text);
          assertTrue(text.contains("no mount namespace of its own"), text);
          assertTrue(text.contains("PrivateTmp=yes"), text);
          clients.assertDropped(text);
          access.assertOn(server);
          assertEquals(workMem, server.workMem());
        }
      }
      assertASettingAloneIsReloaded(server);
    }
  }

  /** The link of postgresql.conf needs no mount namespace. */
  private static void assertASettingAloneIsReloaded(LiveServer server) {
    try (Clients clients = Clients.open(server.box())) {
      String text = Steadfast.switchTo(0, FIRST.set("work_mem", "11MB").build(server.box()));
      assertEquals("11MB", server.workMem());
      clients.assertUndisturbed(text);
      server.reload();
      assertEquals("11MB", server.workMem());
      clients.assertNoFailedTransaction();
    }
  }

  record Case(String name, UnaryOperator<PostgresWorld> edit, String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    String method = "a server does not start with an unknown method";
    return List.of(
        new Case("method", w -> w.allow("host all guest 127.0.0.1/32 trusty"), method),
        new Case(
            "method-and-setting",
            w -> w.allow("host all guest 127.0.0.1/32 trusty").set("work_mem", "8MB"),
            method),
        new Case(
            "address",
            w -> w.allow("host all guest 127.0.0.1/99 trust"),
            "a server does not start with an impossible mask"),
        new Case(
            "type",
            w -> w.allow("hots all guest 127.0.0.1/32 trust"),
            "a server does not start with an unknown type of connection"),
        new Case(
            "words",
            w -> w.allow("host all guest trust"),
            "a server does not start with a rule that lacks its address"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void brokenRulesAreRefusedBeforeAnythingIsTouched(Case c) {
    try (Box box = Box.boot(BoxOptions.named("no-namespace-" + c.name()))) {
      FIRST.install(box);
      LiveServer server = new LiveServer(box);
      PostgresWorld good = GuestAccess.ONLY_POSTGRES.in(FIRST);
      Steadfast.switchTo(0, good.build(box));
      Toplevel broken = c.edit().apply(good).build(box);
      String line = ":" + c.edit().apply(good).hba().size() + ": error:";
      try (Clients clients = Clients.open(box)) {
        Snapshot before = box.snapshot();
        for (int i = 0; i < 3; i++) {
          String text = Steadfast.switchTo(1, broken);
          assertTrue(text.contains("-pg_hba.conf" + line), text);
          assertEquals(List.of(), before.differences(box.snapshot()), c.because());
        }
        GuestAccess.ONLY_POSTGRES.assertOn(server);
        clients.assertUndisturbed(c.because());
        clients.assertNoFailedTransaction();
      }
      Steadfast.switchTo(0, GuestAccess.EVERYWHERE.in(FIRST).build(box));
      GuestAccess.EVERYWHERE.assertOn(server);
    }
  }
}
