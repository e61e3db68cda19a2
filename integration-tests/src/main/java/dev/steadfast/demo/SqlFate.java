package dev.steadfast.demo;

import java.util.List;
import java.util.SortedSet;
import java.util.StringJoiner;

/**
 * What became of PostgreSQL's clients.
 *
 * @param load what pgbench said at its end
 */
record SqlFate(SqlMoment before, SqlMoment after, List<String> load) {
  SqlFate {
    load = List.copyOf(load);
  }

  int open() {
    return before.clients().size();
  }

  /** The clients that were lost. */
  SortedSet<Client> gone() {
    return before.gone(after);
  }

  /** Whether all of the edit is in force, of which nothing was before. */
  boolean editIsLive() {
    return before.editIsUnknown() && after.editIsLive();
  }

  boolean sameMainPid() {
    return before.mainPid().equals(after.mainPid());
  }

  void tell(Screen screen) {
    int alive = open() - gone().size();
    screen.verdict(
        alive == open(), "clients", alive + " of " + open() + " still in the same backends");
    screen.fact("backends", backends(before) + " -> " + backends(after));
    for (String line : load) {
      screen.fact("pgbench", line);
    }
    screen.fact("work_mem", before.workMem() + " -> " + after.workMem() + ", in a new session");
    screen.fact("login of " + Edit.ROLE, before.login() + " -> " + after.login());
    screen.fact("postgres PID", before.mainPid() + " -> " + after.mainPid());
  }

  private static String backends(SqlMoment moment) {
    StringJoiner all = new StringJoiner(" ");
    all.setEmptyValue("none");
    for (Client client : moment.clients()) {
      all.add(Long.toString(client.backend()));
    }
    return all.toString();
  }
}
