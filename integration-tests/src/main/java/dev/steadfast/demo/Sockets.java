package dev.steadfast.demo;

import dev.steadfast.box.Box;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Connections in a box, as its kernel has them. */
final class Sockets {
  private Sockets() {}

  /** TCP ports at the other ends of a server's established connections. */
  static SortedSet<Integer> clientsOf(Box box, int serverPort) {
    SortedSet<Integer> ports = new TreeSet<>();
    box.run("ss", "-Htn", "state", "established", "sport", "=", ":" + serverPort)
        .orThrow()
        .out()
        .lines()
        .map(String::strip)
        .forEach(row -> ports.add(Integer.valueOf(row.substring(row.lastIndexOf(':') + 1))));
    return Collections.unmodifiableSortedSet(ports);
  }
}
