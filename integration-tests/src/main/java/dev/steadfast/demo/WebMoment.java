package dev.steadfast.demo;

import dev.steadfast.box.Box;
import dev.steadfast.box.NginxWorld;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What can be seen of nginx at one moment, asked of it, of systemd and of the kernel.
 *
 * @param connections the clients' TCP ports of established connections
 * @param page what a new request for {@code /} was answered
 * @param conf the configuration file that the master process knows, by its arguments
 * @param mounts number of mounts that the master process has at that path
 */
record WebMoment(
    SortedSet<Integer> connections, String page, String mainPid, String conf, long mounts) {
  WebMoment {
    connections = Collections.unmodifiableSortedSet(new TreeSet<>(connections));
  }

  static WebMoment of(Box box) {
    String pid = box.property(NginxWorld.UNIT, "MainPID");
    String arguments = box.read("/proc/" + pid + "/cmdline").replace('\0', ' ').strip();
    String conf = arguments.replaceFirst(".* -c ", "");
    return new WebMoment(
        Sockets.clientsOf(box, NginxWorld.PORT),
        NginxWorld.get(box, "/").strip(),
        pid,
        conf,
        mountsAt(box, pid, conf));
  }

  private static long mountsAt(Box box, String pid, String path) {
    return box.read("/proc/" + pid + "/mountinfo")
        .lines()
        .filter(line -> line.split(" ", -1)[4].equals(path))
        .count();
  }
}
