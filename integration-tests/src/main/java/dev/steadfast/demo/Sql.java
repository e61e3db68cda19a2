package dev.steadfast.demo;

import dev.steadfast.box.Box;
import dev.steadfast.box.Command;
import dev.steadfast.box.Result;
import java.util.List;

/** Statements in sessions of their own. */
final class Sql {
  private Sql() {}

  /** Logs in over TCP, asks and leaves; the exit status is not 0 if the server refuses. */
  static Result of(Box box, String role, String statement) {
    String psql = box.store().path("postgresql") + "/bin/psql";
    String to = "host=127.0.0.1 dbname=bench user=" + role;
    return box.run(Command.of(List.of(psql, "-XqAt", "-d", to, "-c", statement)), Box.SOON);
  }
}
