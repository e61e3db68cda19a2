package dev.steadfast.demo;

import dev.steadfast.box.Box;
import dev.steadfast.box.Command;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.PsqlSession;
import dev.steadfast.box.RunningCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** PostgreSQL in a box, with sessions open and pgbench at work. Ends with its box. */
final class BusyServer {
  private static final int SESSIONS = 4;
  private static final Duration LOAD = Duration.ofMinutes(5);

  /** Transactions a second: enough to have one under way, too few to keep a processor busy. */
  private static final String RATE = "--rate=100";

  private final Box box;
  private final List<Session> sessions;
  private final RunningCommand pgbench;

  private BusyServer(Box box, List<Session> sessions, RunningCommand pgbench) {
    this.box = box;
    this.sessions = List.copyOf(sessions);
    this.pgbench = pgbench;
  }

  /** Opens sessions, and starts pgbench. */
  static BusyServer in(Box box) {
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      sessions.add(Session.open(box));
    }
    List<String> argv = new ArrayList<>(List.of("bash", "-c", "exec \"$@\" 2>&1", "pgbench"));
    argv.addAll(PostgresWorld.pgbench(box, LOAD).argv());
    argv.add(RATE);
    RunningCommand pgbench = box.start(Command.of(argv));
    return new BusyServer(box, sessions, pgbench);
  }

  /** Waits until pgbench reports transactions. */
  void awaitLoad() {
    pgbench.awaitLine("progress:", Box.SOON);
  }

  /** What is seen now; a session that does not answer in its old backend is no client. */
  SqlMoment now() {
    SortedSet<Client> clients = new TreeSet<>(Client.connectedTo(box));
    for (Session session : sessions) {
      if (!session.answers()) {
        clients.removeIf(client -> client.backend() == session.backend());
      }
    }
    return new SqlMoment(
        clients,
        Sql.of(box, "app", "show work_mem").orThrow().line(),
        Sql.of(box, Edit.ROLE, "select 1").exit() == 0,
        box.property(PostgresWorld.UNIT, "MainPID"));
  }

  /** Ends pgbench if it still runs; the lines of its report that say how its clients fared. */
  List<String> endLoad() {
    if (pgbench.isAlive()) {
      box.run("pkill", "-ALRM", "-x", "pgbench").orThrow();
    }
    List<String> lines = new ArrayList<>();
    for (String line : pgbench.await(Box.SOON).out().lines().toList()) {
      boolean counts = line.startsWith("number of ") && line.contains("transactions");
      if (counts || line.contains("FATAL")) {
        lines.add(line.strip());
      }
    }
    return lines;
  }

  /**
   * An open session.
   *
   * @param backend PID of the server process that it began with
   */
  private record Session(long backend, PsqlSession psql) {
    static Session open(Box box) {
      PsqlSession psql = PostgresWorld.session(box, "app");
      return new Session(psql.backend(), psql);
    }

    boolean answers() {
      return psql.isOpen() && psql.backend() == backend;
    }
  }
}
