package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.PsqlSession;
import java.util.List;

/** The database server of a box, asked as its operator would ask. */
record Server(Box box) {

  /**
   * What stays as it is when nothing at all happens to the server.
   *
   * @param signals how often it was told to read its configuration
   * @param starts how often it came up
   */
  record State(String pid, String invocation, String loaded, int signals, int starts) {}

  State state() {
    String journal = box.journal(PostgresWorld.UNIT);
    return new State(
        property("MainPID"),
        property("InvocationID"),
        ask("select pg_conf_load_time()"),
        count(journal, "received SIGHUP"),
        count(journal, "ready to accept connections"));
  }

  /** The very process that was there before, whatever it has read since. */
  void assertSameProcess(State before) {
    assertEquals(before.pid(), property("MainPID"));
    assertEquals(before.invocation(), property("InvocationID"));
  }

  /** One value, from a session of its own. */
  String ask(String sql) {
    try (PsqlSession fresh = PostgresWorld.session(box, "app")) {
      return fresh.value(sql);
    }
  }

  /** The value that a new session sees. */
  String show(String setting) {
    return ask("show " + setting);
  }

  /** Settings that the server itself says wait for a restart. */
  List<String> pendingRestart() {
    try (PsqlSession fresh = PostgresWorld.session(box, "app")) {
      return fresh.ask("select name from pg_settings where pending_restart order by name");
    }
  }

  /** Where the configuration in its data directory comes from. */
  String confLink() {
    return box.run("readlink", PostgresWorld.PGDATA + "/postgresql.conf").orThrow().line();
  }

  /** The file that its main process executes. */
  String executable() {
    return box.run("readlink", "/proc/" + property("MainPID") + "/exe").orThrow().line();
  }

  String property(String name) {
    return box.property(PostgresWorld.UNIT, name);
  }

  /** What an operator does, or a log rotation; returns when the server has read its files. */
  void reload() {
    String before = ask("select pg_conf_load_time()");
    box.systemctl("reload", PostgresWorld.UNIT).orThrow();
    long end = System.nanoTime() + Box.SOON.toNanos();
    while (ask("select pg_conf_load_time()").equals(before)) {
      assertTrue(System.nanoTime() < end, "the server did not read its files again");
    }
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
