package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.NginxConf.Block;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.SlowDownload;
import dev.steadfast.box.Snapshot;
import dev.steadfast.box.Toplevel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits that a reload does not bring: restarts by rule, and what happens without the rule. */
class RestartOnlyDirectiveIT {
  private static final NginxWorld PLAIN = NginxWorld.nixosDefault();
  private static final String POLICIES = "/root/policies";

  /** The operator believes that a reload is enough. */
  private static final String WITHOUT_ROW =
      """
      name: nginx
      rules:
        - { id: limit-req-key, disabled: true }
      """;

  private static NginxWorld limiting(String key) {
    return PLAIN.set(Block.HTTP, "limit_req_zone", key + " zone=one:1m rate=1000r/s");
  }

  @Test
  void aZoneThatLivesKeepsItsKeySoTheServerIsRestarted() {
    try (Box box = Box.boot(BoxOptions.named("zone-key"))) {
      limiting("$binary_remote_addr").install(box);
      WebServer server = new WebServer(box);
      for (String key : List.of("$server_name", "$request_uri", "$binary_remote_addr")) {
        WebServer.Master before = server.master();
        try (SlowDownload download = server.download()) {
          String text = Steadfast.switchTo(0, limiting(key).build(box));
          assertTrue(text.contains("done      nginx.service: restart"), text);
          assertTrue(text.contains("rule nginx/limit-req-key"), text);
          server.assertBroken(download, text);
          assertNotEquals(before.pid(), server.master().pid(), text);
        }
        NginxWorld.awaitAnswer(box);
      }
      assertTheRateAloneIsReloaded(server);
    }
  }

  private static void assertTheRateAloneIsReloaded(WebServer server) {
    WebServer.Master before = server.master();
    NginxWorld rate =
        PLAIN.set(Block.HTTP, "limit_req_zone", "$binary_remote_addr zone=one:1m rate=999r/s");
    String text = Steadfast.switchTo(0, rate.build(server.box()));
    assertTrue(text.contains("done      nginx.service: reload"), text);
    assertEquals(before, server.master(), text);
    server.reload();
    server.assertAnswers("one", "an operator's reload");
  }

  @Test
  void withoutTheRowTheWitnessFailsAndAllIsTakenBack() {
    try (Box box = Box.boot(BoxOptions.named("zone-witness"))) {
      limiting("$binary_remote_addr").install(box);
      box.write(POLICIES + "/nginx.yaml", WITHOUT_ROW);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      try (SlowDownload download = server.download()) {
        for (int i = 1; i <= 3; i++) {
          Toplevel next = limiting("$server_name").answering("not yet").and(sleeping(i)).build(box);
          String text = Steadfast.switchTo(4, next, "--policies", POLICIES);
          assertTrue(text.contains("UNDONE    nginx.service: reload taken back"), text);
          assertFalse(text.contains("done      nginx.service"), text);
          assertTrue(text.contains("done      sleeper.service: restart"), text);
          server.assertAnswers("one", text);
          assertEquals(master, server.master(), text);
        }
        server.reload();
        server.assertAnswers("one", "an operator's reload finds what was put back");
        Toplevel good = limiting("$binary_remote_addr").answering("good").build(box);
        String text = Steadfast.switchTo(0, good, "--policies", POLICIES);
        assertTrue(text.contains("done      nginx.service: reload"), text);
        server.assertAnswers("good", text);
        assertEquals(master, server.master(), text);
        server.assertWhole(download, "through four reloads that failed or were taken back");
      }
      server.assertARestartBreaksADownload();
    }
  }

  private static java.util.function.UnaryOperator<dev.steadfast.box.World> sleeping(int seconds) {
    return world -> world.withText("sleeper.conf", "duration = " + seconds + "\n");
  }

  @Test
  void aSyntaxErrorIsRefusedBeforeAnythingIsTouched() {
    try (Box box = Box.boot(BoxOptions.named("syntax"))) {
      PLAIN.install(box);
      WebServer server = new WebServer(box);
      Steadfast.switchTo(0, PLAIN.answering("two").build(box));
      Toplevel broken = PLAIN.answering("three").line(Block.SERVER, "retrun 200;").build(box);
      try (SlowDownload download = server.download()) {
        Snapshot before = box.snapshot();
        for (int i = 0; i < 3; i++) {
          String text = Steadfast.switchTo(1, broken);
          assertTrue(text.contains("nginx.conf"), text);
          assertTrue(text.contains("unknown directive \"retrun\""), text);
          assertEquals(List.of(), before.differences(box.snapshot()), text);
        }
        server.reload();
        server.assertAnswers("two", "an operator's reload");
        server.assertWhole(download, "nothing was touched");
      }
      String text = Steadfast.switchTo(0, PLAIN.answering("four").build(box));
      server.assertAnswers("four", text);
    }
  }

  @Test
  void anotherProgramIsARestart() {
    try (Box box = Box.boot(BoxOptions.named("nginx-program"))) {
      PLAIN.install(box);
      WebServer server = new WebServer(box);
      for (String program : List.of("nginx-rebuilt", "nginx", "nginx-rebuilt")) {
        try (SlowDownload download = server.download()) {
          Toplevel next = PLAIN.withProgram(program).answering(program).build(box);
          String text = Steadfast.switchTo(0, next);
          assertTrue(text.contains("done      nginx.service: restart"), text);
          server.assertBroken(download, text);
          NginxWorld.awaitAnswer(box);
          server.assertAnswers(program, text);
          String executable = box.store().path(program) + "/bin/nginx";
          assertEquals(executable, server.master().executable(), text);
        }
      }
      server.reload();
      server.assertAnswers("nginx-rebuilt", "an operator's reload");
    }
  }
}
