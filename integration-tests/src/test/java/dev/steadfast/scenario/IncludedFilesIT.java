package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.NginxConf.Block;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.SlowDownload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A configuration of several files: any of them may be the one that changes. */
class IncludedFilesIT {
  private static final NginxWorld FIRST = NginxWorld.nixosDefault();

  private static String server(int port, String answer) {
    return "server { listen 127.0.0.1:%d; return 200 \"%s\\n\"; }\n".formatted(port, answer);
  }

  private static String ask(Box box, int port) {
    return box.run("curl", "-s", "--max-time", "10", "http://127.0.0.1:" + port + "/").line();
  }

  /** Edits one after the other, all live in one process; the download began before them. */
  private interface Edits {
    void make(WebServer server);
  }

  private static void assertLive(String name, NginxWorld first, Edits edits) {
    try (Box box = Box.boot(BoxOptions.named(name))) {
      first.install(box);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      try (SlowDownload download = server.download()) {
        edits.make(server);
        assertEquals(master, server.master());
        server.assertWhole(download, "it began before the edits");
      }
      server.assertARestartBreaksADownload();
    }
  }

  private static NginxWorld including(String answer) {
    return FIRST.line(Block.HTTP, "include @{site.conf};").file("site.conf", server(8081, answer));
  }

  @Test
  void anIncludedFileOfTheStore() {
    assertLive(
        "include",
        including("a"),
        server -> {
          for (String answer : List.of("b", "c", "d")) {
            String text = Steadfast.switchTo(0, including(answer).build(server.box()));
            assertTrue(text.contains("http/server[8081]/return") || text.contains("/return"), text);
            assertEquals(answer, ask(server.box(), 8081), text);
          }
          server.reload();
          assertEquals("d", ask(server.box(), 8081), "an operator's reload");
        });
  }

  /** Its text is the same in all generations: only what its glob finds is not. */
  private static NginxWorld globbing(int files) {
    NginxWorld world = FIRST.line(Block.HTTP, "include /etc/nginx/sites/*.conf;");
    for (int i = 1; i <= files; i++) {
      world = world.etcFile("nginx/sites/" + i + ".conf", server(8080 + i, "site " + i));
    }
    return world;
  }

  @Test
  void aGlobThatGainsAndLosesAFile() {
    assertLive(
        "glob",
        globbing(1),
        server -> {
          for (int files : List.of(2, 3, 1)) {
            String text = Steadfast.switchTo(0, globbing(files).build(server.box()));
            assertTrue(text.contains("done      nginx.service: reload"), text);
            for (int i = 1; i <= 3; i++) {
              assertEquals(
                  i <= files ? "site " + i : "", askOrNothing(server.box(), 8080 + i), text);
            }
          }
          server.reload();
          assertEquals("site 1", ask(server.box(), 8081), "an operator's reload");
          assertEquals("", askOrNothing(server.box(), 8082));
        });
  }

  private static String askOrNothing(Box box, int port) {
    return box.run("curl", "-s", "--max-time", "10", "http://127.0.0.1:" + port + "/")
        .out()
        .strip();
  }

  private static NginxWorld serving(String page) {
    return FIRST.location("= /page", "alias @{page.html};").file("page.html", page + "\n");
  }

  @Test
  void aNestedStorePathOnly() {
    assertLive(
        "nested",
        serving("a"),
        server -> {
          for (String page : List.of("b", "c", "d")) {
            String text = Steadfast.switchTo(0, serving(page).build(server.box()));
            assertTrue(text.contains("done      nginx.service: reload"), text);
            assertEquals(page, server.get("/page"), text);
          }
          server.reload();
          assertEquals("d", server.get("/page"), "an operator's reload");
        });
  }

  /** Other hashes alone are nothing to a process. */
  @Test
  void otherHashesOnly() {
    assertLive(
        "hashes",
        serving("a"),
        server -> {
          var workers = server.serving();
          for (String salt : List.of("x", "y", "z")) {
            NginxWorld rebuilt = serving("a").and(world -> world.rebuilt(salt));
            String text = Steadfast.switchTo(0, rebuilt.build(server.box()));
            assertTrue(text.contains("nginx.service: keep"), text);
            assertEquals(workers, server.serving(), text);
          }
          server.reload();
          assertEquals("a", server.get("/page"), "an operator's reload");
        });
  }
}
