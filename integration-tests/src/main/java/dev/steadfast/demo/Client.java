package dev.steadfast.demo;

import dev.steadfast.box.Box;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One connection to the server: the same only if backend, port and start are.
 *
 * @param backend PID of its server process, in the box
 * @param port the client's TCP port
 * @param since when the server accepted it, in the server's words
 */
record Client(long backend, int port, String since) implements Comparable<Client> {
  private static final Comparator<Client> ORDER =
      Comparator.comparingInt(Client::port)
          .thenComparingLong(Client::backend)
          .thenComparing(Client::since);
  private static final int SERVER_PORT = 5432;
  private static final String ASK =
      "select pid, client_port, backend_start from pg_stat_activity"
          + " where usename = 'app' and client_port > 0";

  /** The clients that the server lists and whose connection the kernel has as established. */
  static SortedSet<Client> connectedTo(Box box) {
    SortedSet<Integer> established = Sockets.clientsOf(box, SERVER_PORT);
    SortedSet<Client> clients = new TreeSet<>();
    for (String row : Sql.of(box, "postgres", ASK).orThrow().out().lines().toList()) {
      String[] columns = row.split("\\|", -1);
      int port = Integer.parseInt(columns[1]);
      if (established.contains(port)) {
        clients.add(new Client(Long.parseLong(columns[0]), port, columns[2]));
      }
    }
    return Collections.unmodifiableSortedSet(clients);
  }

  @Override
  public int compareTo(Client other) {
    return ORDER.compare(this, other);
  }
}
