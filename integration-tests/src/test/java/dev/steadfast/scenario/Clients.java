package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.PsqlSession;
import dev.steadfast.box.Result;
import dev.steadfast.box.RunningCommand;
import java.time.Duration;
import java.util.List;

/**
 * A session that is idle, two pgbench clients that are not, and the process that serves them, as
 * they were at first.
 */
final class Clients implements AutoCloseable {
  private static final Duration LOAD = Duration.ofMinutes(5);
  private static final String LOADED =
      "select count(*) from pg_stat_activity where application_name = 'pgbench'";

  private final LiveServer server;
  private final PsqlSession session;
  private final RunningCommand load;
  private final List<String> first;
  private final LiveServer.Identity process;
  private boolean loadEnded;

  private Clients(LiveServer server, PsqlSession session, RunningCommand load) {
    this.server = server;
    this.session = session;
    this.load = load;
    this.first = connection();
    this.process = server.identity();
  }

  /** Opens them and waits until all are connected. */
  static Clients open(Box box) {
    RunningCommand load = box.start(PostgresWorld.pgbench(box, LOAD));
    LiveServer server = new LiveServer(box);
    server.await("load", () -> server.ask(LOADED).equals(List.of("2")));
    return new Clients(server, PostgresWorld.session(box, "app"), load);
  }

  /** The server's process for the session, and the client's TCP port. */
  private List<String> connection() {
    return session.ask("select pg_backend_pid(), inet_client_port()");
  }

  /** Nothing happened to any of them, and nothing waits for a restart. */
  void assertUndisturbed(String because) {
    assertEquals(first, connection(), because);
    assertEquals(process, server.identity(), because);
    assertEquals(List.of(), server.pending(), because);
    assertTrue(load.isAlive(), () -> because + "\npgbench gave up: " + load.errors());
  }

  /** Ends the load, which must not have seen a failed transaction. */
  void assertNoFailedTransaction() {
    loadEnded = true;
    server.box().run("pkill", "-ALRM", "-x", "pgbench").orThrow();
    Result result = load.await(Box.SOON);
    String report = result.out() + result.err();
    assertEquals(0, result.exit(), report);
    assertTrue(report.contains("number of failed transactions: 0 "), report);
    assertFalse(report.contains("actually processed: 0\n"), report);
  }

  /** The process is another one, and what was connected to the first one is not any more. */
  void assertDropped(String because) {
    assertFalse(session.isOpen(), because);
    assertNotEquals(process, server.identity(), because);
    if (!loadEnded) {
      Result result = load.await(Box.SOON);
      assertNotEquals(0, result.exit(), result.out() + result.err());
    }
  }

  @Override
  public void close() {
    session.close();
    load.close();
  }
}
