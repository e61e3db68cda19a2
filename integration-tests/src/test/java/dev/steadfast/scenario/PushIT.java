package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Toplevel;
import dev.steadfast.box.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A daemon that never reads its file again: its reload command is a client that reads the file and
 * pushes it. That client has a mount namespace of its own, so a mount would not reach it.
 */
class PushIT {
  private static final String UNIT = "caddy.service";
  private static final int PORT = 8090;

  /** What an operator knows about it. */
  private static final String POLICY =
      """
      name: caddy
      match: { program: caddy, units: ["caddy.service"] }
      artefacts:
        conf:
          from: { setting: Service/ExecStart, file: Caddyfile }
          dialect: text
          handover: reload-command
          reads: on-reload
          change-detection: content
          because: the reload command adapts the file and posts it to the admin endpoint
          source: caddy reload --help
      rules:
        - id: all
          artefact: conf
          keys: "*"
          effect: reload
          because: a posted configuration takes the place of the running one
          source: caddy reload --help
      client:
        run: ["/usr/bin/curl", "-sS", "http://127.0.0.1:2019{query}"]
        deadline: 10s
        because: the admin endpoint tells the running configuration
        source: measured
      reload: { kind: unit }
      witness:
        - id: configuration
          kind: query-moved
          query: /config/
          within: 10s
          because: the running configuration is another one
          source: measured
      """;

  private static World world(String answer, String reload) {
    String conf =
        "{\n  admin 127.0.0.1:2019\n}\nhttp://127.0.0.1:%d {\n  respond \"%s\"\n}\n"
            .formatted(PORT, answer);
    String unit =
        """
        [Service]
        Environment=HOME=/var/lib/caddy
        ExecStartPre=@{pkg:coreutils}/bin/ln -sfn @{Caddyfile} /var/lib/caddy/current
        ExecStart=@{pkg:caddy}/bin/caddy run --config @{Caddyfile} --adapter caddyfile
        ExecReload=@{pkg:caddy}/bin/caddy reload --adapter caddyfile --force --config %s
        PrivateTmp=yes
        StateDirectory=caddy
        Type=notify
        """
            .formatted(reload);
    return World.empty().file("Caddyfile", conf).unit(UNIT, unit, "multi-user.target");
  }

  private static String answer(Box box) {
    return box.run("curl", "-sS", "--max-time", "10", "http://127.0.0.1:" + PORT + "/").line();
  }

  private static Box boot(World first) {
    Box box = Box.boot(BoxOptions.named("push"));
    box.write("/etc/steadfast/policies/caddy.yaml", POLICY);
    first.build(box).install();
    assertEquals("one", answer(box));
    return box;
  }

  @Test
  void aCommandThatNamesTheNextFilePushesIt() {
    try (Box box = boot(world("one", "@{Caddyfile}"))) {
      String pid = box.property(UNIT, "MainPID");
      for (String answer : List.of("two", "three", "four")) {
        Toplevel next = world(answer, "@{Caddyfile}").build(box);
        String text = Steadfast.switchTo(0, next);
        assertTrue(text.contains("done      caddy.service: reload"), text);
        assertTrue(text.contains("~ via reload-command"), text);
        assertEquals(answer, answer(box), text);
        assertEquals(pid, box.property(UNIT, "MainPID"), text);
        String again = Steadfast.run(box, "dry-activate", "--toplevel", next.path()).err();
        assertFalse(again.contains("caddy.service"), again);
      }
      box.systemctl("reload", UNIT).orThrow();
      assertEquals("four", answer(box), "an operator's reload");
    }
  }

  /** A link that only a start step moves: the client would push what was there before. */
  @Test
  void aCommandThatNamesAnotherFileIsNoWayToReload() {
    try (Box box = boot(world("one", "/var/lib/caddy/current"))) {
      for (String answer : List.of("two", "three", "four")) {
        String pid = box.property(UNIT, "MainPID");
        String text = Steadfast.switchTo(0, world(answer, "/var/lib/caddy/current").build(box));
        assertTrue(text.contains("done      caddy.service: restart"), text);
        assertTrue(text.contains("ExecReload= does not name conf"), text);
        assertEquals(answer, answer(box), text);
        assertNotEquals(pid, box.property(UNIT, "MainPID"), text);
      }
      box.systemctl("reload", UNIT).orThrow();
      assertEquals("four", answer(box), "an operator's reload");
    }
  }
}
