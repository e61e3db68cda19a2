package dev.steadfast.box;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.NginxConf.Block;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** nginx in a box is what a NixOS host has, with NixOS's own trap in it. */
class NginxWorldIT {
  private static final NginxWorld FIRST = NginxWorld.nixosDefault();
  private static final long MEGABYTE = 1 << 20;

  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @SuppressWarnings("NullAway.Init")
  private static Toplevel installed;

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("nginx"));
    installed = FIRST.install(box);
  }

  @AfterAll
  static void end() {
    box.close();
  }

  /** The other tests find the first system, freshly started. */
  @AfterEach
  void reset() {
    activate(installed);
    box.systemctl("restart", NginxWorld.UNIT).orThrow();
    NginxWorld.awaitAnswer(box);
  }

  private static void activate(Toplevel toplevel) {
    toplevel.activate();
    toplevel.box().systemctl("daemon-reload").orThrow();
  }

  private static String mainPid(Box of) {
    return of.property(NginxWorld.UNIT, "MainPID");
  }

  /** Ends when the workers from before are gone, or only finish what they had begun. */
  private static void awaitReload(Box of, List<String> before) {
    String reloaded =
        """
        for worker in $1; do
          until [ ! -e "/proc/$worker" ] || grep -q "is shutting down" "/proc/$worker/cmdline"; do sleep 0.02; done
        done
        """;
    String workers = String.join(" ", before);
    of.run("bash", "-c", reloaded, "reloaded", workers).orThrow();
    NginxWorld.awaitAnswer(of);
  }

  private static void hangUp(Box of) {
    List<String> before = NginxWorld.workers(of);
    of.systemctl("reload", NginxWorld.UNIT).orThrow();
    awaitReload(of, before);
  }

  @Test
  void everythingIsUp() {
    assertEquals("running", box.systemctl("is-system-running").line());
    assertEquals("active", box.property(NginxWorld.UNIT, "ActiveState"));
    assertEquals("one\n", NginxWorld.get(box, "/"));
    String url = "http://127.0.0.1:80/";
    assertEquals("one", box.run(box.store().path("curl") + "/bin/curl", "-sS", url).line());
  }

  @Test
  void theServerRunsFromTheStoreAsItsUserInItsMountNamespace() {
    String pid = mainPid(box);
    String exe = box.run("readlink", "/proc/" + pid + "/exe").orThrow().line();
    assertEquals(box.store().path("nginx") + "/bin/nginx", exe);
    assertEquals("nginx", box.run("stat", "-c", "%U", "/proc/" + pid).orThrow().line());
    assertNotEquals(
        box.run("readlink", "/proc/1/ns/mnt").orThrow().line(),
        box.run("readlink", "/proc/" + pid + "/ns/mnt").orThrow().line());
    assertEquals(2, NginxWorld.workers(box).size());
  }

  @Test
  void aSlowDownloadSurvivesAReload() {
    String file = box.store().path("website") + "/share/big";
    String sum = box.run("sha256sum", file).orThrow().out().substring(0, 64);
    try (SlowDownload download = SlowDownload.start(box, NginxWorld.PORT, "/big")) {
      assertEquals(MEGABYTE, download.read(MEGABYTE));
      hangUp(box);
      assertEquals(2 * MEGABYTE, download.read(MEGABYTE));
      List<String> workers = NginxWorld.workers(box);
      assertEquals(3, workers.size(), "the one that serves the download is still there");
      SlowDownload.End end = download.finish();
      assertEquals(new SlowDownload.End(download.length(), sum, true), end);
    }
  }

  @Test
  void aRestartBreaksTheVerySameDownload() {
    try (SlowDownload download = SlowDownload.start(box, NginxWorld.PORT, "/big")) {
      assertEquals(MEGABYTE, download.read(MEGABYTE));
      box.systemctl("restart", NginxWorld.UNIT).orThrow();
      SlowDownload.End end = download.finish();
      assertFalse(end.complete(), end.toString());
      assertTrue(end.received() < download.length() / 2, "most was still with the server: " + end);
    }
  }

  @Test
  void aReloadIsBlindToANewStorePath() {
    Toplevel next = FIRST.answering("two").build(box);
    activate(next);
    hangUp(box);
    assertEquals("one\n", NginxWorld.get(box, "/"), "the job was done, and nothing changed");
  }

  @Test
  void aNewFileUnderTheOldPathIsServedAfterAReload() {
    Toplevel next = FIRST.answering("two").build(box);
    box.run("systemctl", "bind", NginxWorld.UNIT, conf(next), conf(installed)).orThrow();
    assertEquals("one\n", NginxWorld.get(box, "/"), "not told yet");
    String pid = mainPid(box);
    hangUp(box);
    assertEquals("two\n", NginxWorld.get(box, "/"));
    assertEquals(pid, mainPid(box));
  }

  /** The configuration that a system's unit names. */
  private static String conf(Toplevel toplevel) {
    String unit = box.read(toplevel.resolve("etc/systemd/system/" + NginxWorld.UNIT));
    return unit.replaceFirst("(?s).*ExecStart=[^ ]+ -c '([^']+)'.*", "$1");
  }

  @Test
  void aBrokenConfigurationDoesNotStart() {
    Toplevel broken = FIRST.line(Block.SERVER, "no_such_directive on;").build(box);
    activate(broken);
    assertEquals(1, box.systemctl("restart", NginxWorld.UNIT).exit());
    assertTrue(box.journal(NginxWorld.UNIT).contains("unknown directive"), "-t said so");
  }

  @Test
  void byEtcTheSecondUnitReloads() {
    NginxWorld old =
        FIRST.withWiring(NginxWorld.Wiring.BY_ETC).withSandbox(NginxWorld.Sandbox.NONE);
    try (Box other = Box.boot(BoxOptions.named("nginx-etc"))) {
      Toplevel first = old.install(other);
      Toplevel next = old.answering("two").build(other);
      String unit = "etc/systemd/system/" + NginxWorld.UNIT;
      assertEquals(first.resolve(unit), next.resolve(unit), "the unit does not change");
      List<String> before = NginxWorld.workers(other);
      String pid = mainPid(other);
      activate(next);
      other.systemctl("start", NginxWorld.RELOADER).orThrow();
      awaitReload(other, before);
      assertEquals("two\n", NginxWorld.get(other, "/"));
      assertEquals(pid, mainPid(other));
      assertEquals(
          other.run("readlink", "/proc/1/ns/mnt").orThrow().line(),
          other.run("readlink", "/proc/" + pid + "/ns/mnt").orThrow().line());
    }
  }

  @Test
  void itSharesASystemWithPostgresql() {
    NginxWorld web =
        FIRST
            .withProgram("nginx-rebuilt")
            .line(Block.HTTP, "include @{limits.conf};")
            .file("limits.conf", "keepalive_timeout 5s;\n")
            .line(Block.HTTP, "include /etc/nginx/sites/*.conf;")
            .etcFile("nginx/sites/a.conf", "server { listen 8081; return 200 a; }\n")
            .unitLine("LimitNOFILE=4096");
    try (Box other = Box.boot(BoxOptions.named("nginx-and-pg"))) {
      PostgresWorld.nixosDefault().and(web::addTo).install(other);
      NginxWorld.awaitAnswer(other);
      String exe = other.run("readlink", "/proc/" + mainPid(other) + "/exe").orThrow().line();
      String curl = other.store().path("curl") + "/bin/curl";
      assertAll(
          () -> assertEquals("running", other.systemctl("is-system-running").line()),
          () -> assertEquals(other.store().path("nginx-rebuilt") + "/bin/nginx", exe),
          () -> assertEquals("a", other.run(curl, "-sS", "http://127.0.0.1:8081").line()),
          () -> assertEquals("4096", other.property(NginxWorld.UNIT, "LimitNOFILE")));
      try (PsqlSession session = PostgresWorld.session(other, "app")) {
        assertTrue(session.isOpen());
      }
    }
  }

  @Test
  void aDownloadThatIsNotThereIsAnError() {
    assertThrows(BoxException.class, () -> SlowDownload.start(box, 1, "/big"));
  }
}
