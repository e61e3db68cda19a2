package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Result;
import dev.steadfast.box.Toplevel;
import dev.steadfast.box.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A password in what changes is in nothing that Steadfast prints, writes or hands to a program. */
class SecretsIT {
  /** Begins each secret here, and occurs nowhere else. */
  private static final String MARK = "hush";

  /** Makes the helper programs write down how they are called, and with what environment. */
  private static final String RECORDED =
      """
      for tool in setpriv journalctl; do
        mv "/usr/bin/$tool" "/usr/bin/$tool.real"
        cat > "/usr/bin/$tool" <<'END'
      #!/bin/bash
      { printf '%s ' "$0" "$@"; env; echo; } >> /root/command-lines
      exec "$0.real" "$@"
      END
        chmod 755 "/usr/bin/$tool"
      done
      """;

  @Test
  void isInNoOutputJournalStateOrCommandLine() {
    try (Box box = Box.boot(BoxOptions.named("secrets"))) {
      PostgresWorld old = world(0);
      old.install(box);
      Toplevel next = world(1).build(box);
      String before = box.run("readlink", "-f", "/run/current-system").line();
      assertSilent(Steadfast.run(box, "plan", "--old", before, "--next", next.path()));
      assertSilent(
          Steadfast.run(box, "plan", "--old", before, "--next", next.path(), "--format", "json"));
      assertSilent(Steadfast.run(box, "diff", before, next.path()));
      assertSilent(Steadfast.run(box, "dry-activate", "--toplevel", next.path()));
      box.run("bash", "-c", RECORDED).orThrow();
      Result result = Steadfast.switchTo(next);
      assertSilent(result);
      assertTrue(result.err().contains("postgresql.service: reload"), result::err);
      String lines = box.read("/root/command-lines");
      assertTrue(lines.contains("pg_conf_load_time"), "what asks the witness was seen");
      assertFalse(lines.contains(MARK), () -> linesWith(lines));
      assertEquals("", outsideOfTheServer(box));
    }
  }

  /** The server itself logs its new settings; a copy of its file is as open as the file. */
  private static String outsideOfTheServer(Box box) {
    String search =
        """
        journalctl --sync
        journalctl --no-pager -o short | grep -a -v ' postgres' | grep -a "$1"
        find /run/steadfast -name '*-postgresql.conf' -type f -perm -004 -prune -o -type f -print0 |
          xargs -0 -r grep -a -H "$1"
        find /run/steadfast | grep "$1"
        true
        """;
    return box.run("bash", "-c", search, "search", MARK).orThrow().out();
  }

  private static String linesWith(String text) {
    return String.join("\n", text.lines().filter(line -> line.contains(MARK)).toList());
  }

  private static void assertSilent(Result result) {
    String all = result.out() + result.err();
    assertEquals(0, result.exit(), all);
    assertFalse(all.contains(MARK), all);
  }

  @Test
  void isNotQuotedFromWhatIsRejected() {
    try (Box box = Box.boot(BoxOptions.named("secrets-rejected"))) {
      world(0).install(box);
      List<String> lines =
          List.of(
              "primary_conninfo = 'host=standby password=" + MARK + "20",
              "vendor.password '" + MARK + "21' '" + MARK + "22'",
              "archive_command = PGPASSWORD=" + MARK + "23 cp",
              "ssl_passphrase_command_supports_reload = " + MARK + "24",
              "no_such_password = '" + MARK + "25'");
      for (String line : lines) {
        Result result = Steadfast.switchTo(world(1).line(line).build(box));
        String all = result.out() + result.err();
        assertEquals(1, result.exit(), line + "\n" + all);
        assertFalse(all.contains(MARK), line + "\n" + all);
      }
    }
  }

  private static PostgresWorld world(int number) {
    String secret = MARK + number;
    String ldap = "ldap ldapserver=127.0.0.1 ldapbasedn=\"dc=x\" ldapbindpasswd=" + secret + "7";
    return PostgresWorld.nixosDefault()
        .set("work_mem", 8 + number + "MB")
        .set("primary_conninfo", "host=standby user=r password=" + secret + "1")
        .set("archive_command", "PGPASSWORD=" + secret + "2 /bin/true %p")
        .set("restore_command", "curl https://u:" + secret + "3@backup/%f -o %p")
        .allow("host all guest 127.0.0.1/32 " + ldap)
        .and(world -> around(world, secret));
  }

  private static World around(World world, String secret) {
    String unit =
        """
        [Service]
        Environment=DB_PASSWORD=%1$s5 "PGURL=postgres://u:%1$s6@host/db"
        ExecStart=@{pkg:coreutils}/bin/sleep infinity
        ExecStartPre=@{pkg:coreutils}/bin/true --password=%1$s8 --token %1$s9
        """
            .formatted(secret);
    return world
        .unit("vendor.service", unit, "multi-user.target")
        .jobScript("greet-start", "export API_TOKEN=" + secret + "10\necho hello\n");
  }
}
