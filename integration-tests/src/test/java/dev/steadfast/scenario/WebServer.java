package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.SlowDownload;
import java.util.Set;
import java.util.TreeSet;

/** The web server of a box, seen from outside. */
record WebServer(Box box) {
  private static final String DRAINING = "nginx: worker process is shutting down";
  private static final long MEGABYTE = 1 << 20;

  /**
   * The running master; the same before and after whatever keeps it.
   *
   * @param arguments as the kernel shows them
   */
  record Master(String pid, String invocation, String executable, String arguments) {}

  Master master() {
    String pid = box.property(NginxWorld.UNIT, "MainPID");
    return new Master(
        pid,
        box.property(NginxWorld.UNIT, "InvocationID"),
        box.run("readlink", "/proc/" + pid + "/exe").orThrow().line(),
        title(pid));
  }

  private String title(String pid) {
    return box.run("cat", "/proc/" + pid + "/cmdline").out().replace('\0', ' ').strip();
  }

  /** The file that the master knows as its configuration. */
  String confPath() {
    return master().arguments().replaceFirst(".* -c ", "");
  }

  String get(String path) {
    return NginxWorld.get(box, path).strip();
  }

  /** Several requests in a row, as there are several workers. */
  void assertAnswers(String expected, String because) {
    for (int i = 0; i < 10; i++) {
      assertEquals(expected, get("/"), because);
    }
  }

  /** Workers that take new connections. */
  Set<String> serving() {
    Set<String> serving = new TreeSet<>();
    for (String pid : NginxWorld.workers(box)) {
      String title = title(pid);
      if (!title.equals(DRAINING) && !title.isEmpty()) {
        serving.add(pid);
      }
    }
    return serving;
  }

  /** What an operator does, or a log rotation; returns when other workers serve. */
  void reload() {
    Set<String> before = serving();
    box.systemctl("reload", NginxWorld.UNIT).orThrow();
    long end = System.nanoTime() + Box.SOON.toNanos();
    Set<String> now = serving();
    while (now.isEmpty() || now.stream().anyMatch(before::contains)) {
      assertTrue(System.nanoTime() < end, () -> "no new workers: " + journal());
      now = serving();
    }
  }

  String journal() {
    return box.journal(NginxWorld.UNIT);
  }

  /** Number of mounts that the master has at a path. */
  long mountsAt(String path) {
    return box.read("/proc/" + master().pid() + "/mountinfo")
        .lines()
        .filter(line -> line.split(" ", -1)[4].equals(path))
        .count();
  }

  /** A download of a large file that has begun. */
  SlowDownload download() {
    SlowDownload download = SlowDownload.start(box, NginxWorld.PORT, "/big");
    download.read(MEGABYTE);
    return download;
  }

  /** It ends, byte for byte. */
  void assertWhole(SlowDownload download, String because) {
    String file = box.store().path("website") + "/share/big";
    String sum = box.run("sha256sum", file).orThrow().out().substring(0, 64);
    assertEquals(new SlowDownload.End(download.length(), sum, true), download.finish(), because);
  }

  /** It broke off in the middle. */
  void assertBroken(SlowDownload download, String because) {
    SlowDownload.End end = download.finish();
    assertFalse(end.complete(), because + ": " + end);
  }

  /** A restart breaks what a reload does not, or nothing was shown. */
  void assertARestartBreaksADownload() {
    Master before = master();
    try (SlowDownload download = download()) {
      box.systemctl("restart", NginxWorld.UNIT).orThrow();
      assertBroken(download, "control group");
      assertNotEquals(before.pid(), master().pid());
    }
    NginxWorld.awaitAnswer(box);
  }
}
