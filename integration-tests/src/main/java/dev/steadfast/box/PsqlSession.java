package dev.steadfast.box;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A database session that stays open: one psql, and so one backend, for as long as it lives. */
public final class PsqlSession implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final String END = "-- end of the answer --";

  private final RunningCommand psql;

  private PsqlSession(RunningCommand psql) {
    this.psql = psql;
  }

  /**
   * Connects.
   *
   * @throws BoxException with the server's answer, if it refuses
   */
  static PsqlSession open(Box box, String connection) {
    String program = box.store().path("postgresql") + "/bin/psql";
    String both = "exec \"$1\" -XqAt -d \"$2\" 2>&1";
    PsqlSession session =
        new PsqlSession(
            box.start(Command.of("bash", "-c", both, "psql", program, connection).as("postgres")));
    session.ask("select 1");
    return session;
  }

  /**
   * Runs statements and returns the lines of the answer: rows, columns separated by {@code |}, and
   * error messages.
   *
   * @throws BoxException if the session is lost
   */
  public List<String> ask(String sql) {
    List<String> lines = new ArrayList<>();
    if (!ask(sql, lines)) {
      throw new BoxException("the session is lost: " + String.join("\n", lines));
    }
    return lines;
  }

  /** The one line that the server answers. */
  public String value(String sql) {
    List<String> lines = ask(sql);
    if (lines.size() != 1) {
      throw new BoxException(sql + ": " + lines);
    }
    return lines.getFirst();
  }

  /** Whether the server still answers in this session. */
  public boolean isOpen() {
    return ask("select 1", new ArrayList<>());
  }

  /** The PID of the session's server process, in the box. */
  public long backend() {
    return Long.parseLong(value("select pg_backend_pid()"));
  }

  private boolean ask(String sql, List<String> lines) {
    psql.send(sql + ";\n\\echo " + END + "\n");
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      Optional<String> line = psql.nextLine(Duration.ofMillis(left));
      if (line.isEmpty() || line.get().equals(END)) {
        return line.isPresent();
      }
      lines.add(line.get());
    }
  }

  @Override
  public void close() {
    psql.close();
  }
}
