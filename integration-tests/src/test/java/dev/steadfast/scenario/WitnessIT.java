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
import dev.steadfast.box.World;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A reload that does not take effect although every exit code is 0: what the process has loaded
 * tells, the old content is back, and the rest of the switch goes on.
 */
class WitnessIT {
  private static final String GUEST = "host all guest 127.0.0.1/32 trust";
  private static final String HUP = "@{pkg:coreutils}/bin/kill -HUP $MAINPID";
  private static final String POLICIES = "/root/policies";

  /** Databases that a rule names by a file; the server reads it with its rules. */
  private static final String DATABASES = "/var/lib/postgresql/databases";

  /** What the unit's reload command does; its argument is the main PID. */
  private static final String RELOAD = "/var/lib/postgresql/reload";

  private static final String SIGNAL = "kill -HUP \"$1\"\n";

  private static final String WRONG_ROW =
      """
      rules:
        - id: wrong
          artefact: conf
          keys: max_connections
          effect: reload
          because: believed, and wrong
          source: none
      """;

  /** The shipped witness, less patient: here nothing will ever move. */
  private static final String IMPATIENT =
      """
      witness:
        - id: load-time
          kind: query-moved
          query: select pg_conf_load_time()
          within: 2s
          because: set by the server when it has applied its file
          source: none
      """;

  /**
   * One way to fail without a word.
   *
   * @param policy rows of the operator
   * @param reload what the reload command does
   * @param bad makes the next configuration one that is not loaded
   * @param said part of the report's reason
   */
  record Case(
      String name,
      String policy,
      String reload,
      UnaryOperator<PostgresWorld> bad,
      String said,
      String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case(
            "load time",
            IMPATIENT,
            "true\n",
            world -> world,
            "nothing moved",
            "the reload job is done and nobody sent a signal"),
        new Case(
            "log, certificate",
            "",
            SIGNAL,
            world -> world.set("ssl", "on"),
            "logged: ",
            "the new settings are live, but the server cannot load its certificate"),
        new Case(
            "log, rules",
            "",
            "rm -f " + DATABASES + "\n" + SIGNAL,
            world -> world.allow("host @" + DATABASES + " guest 127.0.0.1/32 trust"),
            "logged: ",
            "the rules can be read in rehearsal and no more when the signal comes"),
        new Case(
            "pending",
            WRONG_ROW,
            SIGNAL,
            world -> world.set("max_connections", "120"),
            "max_connections: ",
            "an operator's row calls a setting reloadable that only a start changes"));
  }

  private static World reloadingByFile(World world) {
    String unit = world.text(PostgresWorld.UNIT);
    assertTrue(unit.contains(HUP), unit);
    return world
        .executable("reload", "PATH=@{pkg:coreutils}/bin\n. " + RELOAD + "\n")
        .withText(PostgresWorld.UNIT, unit.replace(HUP, "@{reload} $MAINPID"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isUndoneEachTimeAndDoesNotStandInTheWayOfAGoodOne(Case failing) {
    try (Box box = Box.boot(BoxOptions.named("witness"))) {
      PostgresWorld old = PostgresWorld.nixosDefault().and(WitnessIT::reloadingByFile);
      old.install(box);
      box.write(POLICIES + "/postgresql.yaml", "name: postgresql\n" + failing.policy());
      try (PsqlSession session = PostgresWorld.session(box, "postgres")) {
        State before = State.of(box, session);
        UnaryOperator<PostgresWorld> edit = world -> world.set("work_mem", "9MB").allow(GUEST);
        for (int i = 1; i <= 3; i++) {
          PostgresWorld bad = failing.bad().apply(edit.apply(old));
          Toplevel next = bad.and(sleeping(i)).build(box);
          assertUndone(failing, next);
          assertEquals(before, State.of(box, session), failing.because());
        }
        box.write(RELOAD, SIGNAL);
        Toplevel good = edit.apply(old).and(sleeping(4)).build(box);
        String text = Steadfast.switchTo(0, good);
        assertTrue(text.contains("done      postgresql.service: reload"), text);
        State after = State.of(box, session);
        assertEquals("9MB", after.workMem());
        assertEquals("1", after.guest());
        assertEquals(before.process(), after.process());
      }
    }
  }

  private static void assertUndone(Case failing, Toplevel next) {
    Box box = next.box();
    box.write(RELOAD, failing.reload());
    box.write(DATABASES, "bench\n");
    String sleeper = box.property("sleeper.service", "MainPID");
    String text = Steadfast.switchTo(4, next, "--policies", POLICIES);
    assertTrue(text.contains("UNDONE    postgresql.service: reload taken back"), text);
    assertFalse(text.contains("done      postgresql.service"), text);
    assertTrue(text.contains(failing.said()), text);
    assertTrue(text.contains("done      sleeper.service: restart"), text);
    assertNotEquals(sleeper, box.property("sleeper.service", "MainPID"));
    assertTrue(box.run("test", "-e", "/run/steadfast/switch").exit() != 0, text);
  }

  private static UnaryOperator<World> sleeping(int seconds) {
    return world -> world.withText("sleeper.conf", "duration = " + seconds + "\n");
  }

  /**
   * What the server runs from, as it and the kernel show it.
   *
   * @param process main PID, and the backend of a session that stays open
   * @param link where {@code postgresql.conf} leads
   * @param rules what the process finds under the path of its access rules
   * @param guest what a login answers that the edited rules decide on
   */
  private record State(
      String process,
      String link,
      String rules,
      String workMem,
      String maxConnections,
      String ssl,
      String guest,
      String pending) {

    static State of(Box box, PsqlSession session) {
      String pid = box.property(PostgresWorld.UNIT, "MainPID");
      String rules = "/proc/" + pid + "/root" + session.value("show hba_file");
      try (PsqlSession fresh = PostgresWorld.session(box, "app")) {
        return new State(
            pid + " " + session.backend(),
            box.run("readlink", PostgresWorld.PGDATA + "/postgresql.conf").orThrow().line(),
            box.read(rules),
            fresh.value("show work_mem"),
            fresh.value("show max_connections"),
            fresh.value("show ssl"),
            guest(box),
            fresh.value(
                "select count(*) from pg_settings where pending_restart and source <> 'default'"));
      }
    }

    private static String guest(Box box) {
      try (PsqlSession guest = PostgresWorld.session(box, "guest")) {
        return guest.value("select 1");
      } catch (BoxException refused) {
        return "refused";
      }
    }
  }
}
