package dev.steadfast.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.plan.Plan;
import dev.steadfast.report.Look.Colour;
import dev.steadfast.report.Look.Symbols;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTextTest {
  private static final String FROM_TO =
      "/nix/store/00000000000000000000000000000000-nixos-system-box-1"
          + " -> /nix/store/11111111111111111111111111111111-nixos-system-box-2";
  private static final String ASSUMED =
      " (assumed: each unit runs as the old generation starts it)";
  private static final String DAEMON_RELOAD = "systemd reads its units again (daemon-reload)";

  record Case(String name, Plan input, List<String> expected, String because) {
    Case {
      assertFalse(because.isBlank(), name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "a reload with a debt, and a kept unit",
            Examples.reloadAndKeep(),
            List.of(
                FROM_TO + ASSUMED,
                DAEMON_RELOAD,
                "~   postgresql.service: reload, restart owed",
                "      conf work_mem: 4MB -> 8MB  (rule postgresql/settings:"
                    + " the server's own settings give its context as user)",
                "      ~ via bind /nix/store/2222222..-pg_hba.conf"
                    + " -> /nix/store/4444444..-pg_hba.conf",
                "      ~ via relink /var/lib/postgresql/16/postgresql.conf"
                    + " -> /run/steadfast/postgresql.service/postgresql.conf"
                    + " (a copy of /nix/store/3333333..-postgresql.conf"
                    + " that keeps hba_file)",
                "      proof: another answer to \"select pg_conf_load_time()\" than before;"
                    + " no \"was not reloaded\" in the log",
                "      ! owed until a restart: conf max_connections: 100 -> 321"
                    + "  (rule postgresql/settings:"
                    + " the server's own settings give its context as postmaster)",
                "=   cache.service: keep",
                "      conf  (rule default/same-meaning: other text, same meaning)",
                "1 reload, 0 restarts, 1 kept; 1 restart owed"),
            "what is done stands before what is not"),
        new Case(
            "processes that must be new",
            Examples.workers(),
            List.of(
                FROM_TO + ASSUMED,
                DAEMON_RELOAD,
                "~   web.service: reload",
                "      conf work_mem: 4MB -> 8MB  (rule postgresql/settings:"
                    + " the server's own settings give its context as user)",
                "      proof: new processes \"web: worker\" in place of all that were there",
                "1 reload, 0 restarts, 0 kept"),
            "what is looked at, not how"),
        new Case(
            "no difference",
            Examples.nothing(),
            List.of(FROM_TO, "0 reloads, 0 restarts, 0 kept"),
            "the summary alone says that nothing is done"),
        new Case(
            "a refused plan",
            Examples.refused(),
            List.of(
                "REFUSED: nothing is touched",
                "!   postgresql.service: needs a restart, which its mode refuses:"
                    + " conf max_connections: 100 -> 321"
                    + "  (rule postgresql/settings:"
                    + " the server's own settings give its context as postmaster)",
                FROM_TO + ASSUMED,
                DAEMON_RELOAD,
                "+/- postgresql.service: restart",
                "      conf max_connections: 100 -> 321  (rule postgresql/settings:"
                    + " the server's own settings give its context as postmaster)",
                "0 reloads, 1 restart, 0 kept; 1 refused"),
            "a refusal is the first thing to read"),
        new Case(
            "every action",
            Examples.everyAction(),
            List.of(
                FROM_TO + ASSUMED,
                DAEMON_RELOAD,
                "-   f.service: stop",
                "      Service/MemoryMax: (not set) -> 1G  (rule default/memory-max:"
                    + " systemd writes it to the running unit's cgroup; applied by daemon-reload)",
                "-/+ d.service: stop-start",
                "      Service/Frob\\x1b[2Jnicate: a\\nb -> \u00e9\\u202e"
                    + "  (no rule: no rule covers this setting)",
                "+/- c.service: restart",
                "      Service/Frob\\x1b[2Jnicate: a\\nb -> \u00e9\\u202e"
                    + "  (no rule: no rule covers this setting)",
                "~   b.service: reload",
                "      conf work_mem: 4MB -> 8MB  (rule postgresql/settings:"
                    + " the server's own settings give its context as user)",
                "      ~ via stable /etc/b.conf -> /etc/b.conf",
                "      ! no witness: nothing will prove that it took effect",
                "+   e.service: start",
                "      Service/MemoryMax: (not set) -> 1G  (rule default/memory-max:"
                    + " systemd writes it to the running unit's cgroup; applied by daemon-reload)",
                "=   a.service: keep",
                "      conf  (rule default/same-meaning: other text, same meaning)",
                "      Service/MemoryMax: (not set) -> 1G  (rule default/memory-max:"
                    + " systemd writes it to the running unit's cgroup; applied by daemon-reload)",
                "      Service/ExecStartPre: /bin/a -> (not set)"
                    + "  (rule default/start-steps; matters at the next start)",
                "1 reload, 1 restart, 1 stop-start, 1 stop, 1 start, 1 kept"),
            "disruptive steps come first, and no value can move the cursor"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void readsAs(Case row) {
    String text = PlanText.of(row.input(), Look.PLAIN);
    assertEquals(String.join("\n", row.expected()) + "\n", text, row.because());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void coloursAddNothingButColours(Case row) {
    String plain = PlanText.of(row.input(), Look.PLAIN);
    String coloured = PlanText.of(row.input(), new Look(Colour.ANSI, Symbols.ASCII));
    assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9;]*m", ""), row.because());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void orderOfTheStepsGivenDoesNotMatter(Case row) {
    String shuffled = PlanText.of(Examples.shuffled(row.input()), Look.PLAIN);
    assertEquals(PlanText.of(row.input(), Look.PLAIN), shuffled, row.because());
  }

  @Test
  void coloursAreOnlyForTerminals() {
    assertFalse(PlanText.of(Examples.refused(), Look.PLAIN).contains("\u001b"));
    Look terminal = new Look(Colour.ANSI, Symbols.UNICODE);
    assertTrue(PlanText.of(Examples.refused(), terminal).startsWith("\u001b[1;31mREFUSED"));
  }

  @Test
  void restartHasItsSymbolWhereItCanBeShown() {
    String text = PlanText.of(Examples.refused(), new Look(Colour.NONE, Symbols.UNICODE));
    assertTrue(text.contains("\n\u00b1   postgresql.service: restart\n"), text);
  }
}
