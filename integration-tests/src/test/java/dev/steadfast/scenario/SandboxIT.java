package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.NginxConf.Block;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.NginxWorld.Sandbox;
import dev.steadfast.box.SlowDownload;
import dev.steadfast.box.Toplevel;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Where new content cannot be shown to the process there is no reload, and the plan says why. */
class SandboxIT {
  private static final NginxWorld DEFAULT = NginxWorld.nixosDefault();
  private static final NginxWorld BARE = DEFAULT.withSandbox(Sandbox.NONE);

  /** All that the server and its start step need of the store. */
  private static final String WHOLE_CLOSURE =
      "BindReadOnlyPaths=@{pkg:nginx} @{pkg:website} @{pkg:bash} @{pkg:coreutils}"
          + " @{nginx-pre-start} @{nginx.conf}";

  /** Three edits, each a restart for the same reason; then an operator's reload. */
  private static void assertRestarts(WebServer server, NginxWorld world, String says) {
    assertRestarts(server, answer -> world.answering(answer), says);
  }

  private static void assertRestarts(
      WebServer server, Function<String, NginxWorld> world, String says) {
    for (String answer : List.of("two", "three", "four")) {
      WebServer.Master before = server.master();
      try (SlowDownload download = server.download()) {
        String text = Steadfast.switchTo(0, world.apply(answer).build(server.box()));
        assertTrue(text.contains("done      nginx.service: restart"), text);
        assertTrue(text.contains(says), text);
        server.assertBroken(download, text);
        NginxWorld.awaitAnswer(server.box());
        server.assertAnswers(answer, text);
        assertNotEquals(before.pid(), server.master().pid(), text);
      }
    }
    server.reload();
    server.assertAnswers("four", "an operator's reload");
  }

  @Test
  void withoutAMountNamespaceItIsARestartAndThePlanSaysWhatWouldHelp() {
    try (Box box = Box.boot(BoxOptions.named("bare"))) {
      BARE.install(box);
      assertRestarts(new WebServer(box), BARE, "PrivateTmp=yes or another sandboxing setting");
    }
  }

  @Test
  void aMountNamespaceThatTheUnitGotAfterTheStartIsNone() {
    try (Box box = Box.boot(BoxOptions.named("late"))) {
      BARE.install(box);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      Toplevel sandboxed = DEFAULT.build(box);
      sandboxed.activate();
      box.systemctl("daemon-reload").orThrow();
      assertEquals(master, server.master(), "the process is older than its unit");
      String text = Steadfast.switchTo(0, DEFAULT.answering("two").build(box));
      assertTrue(text.contains("done      nginx.service: restart"), text);
      assertTrue(text.contains("asks for one since the process was started"), text);
      NginxWorld.awaitAnswer(box);
      server.assertAnswers("two", text);
      WebServer.Master restarted = server.master();
      for (String answer : List.of("three", "four")) {
        String live = Steadfast.switchTo(0, DEFAULT.answering(answer).build(box));
        server.assertAnswers(answer, live);
        assertEquals(restarted, server.master(), live);
      }
      server.reload();
      server.assertAnswers("four", "an operator's reload");
    }
  }

  @Test
  void aStoreThatIsHiddenShowsNoNewFileThatTheNextOneNames() {
    NginxWorld hidden = BARE.unitLine("TemporaryFileSystem=/nix/store:ro").unitLine(WHOLE_CLOSURE);
    try (Box box = Box.boot(BoxOptions.named("hidden"))) {
      hidden.install(box);
      WebServer server = new WebServer(box);
      WebServer.Master master = server.master();
      for (String answer : List.of("two", "three")) {
        String text = Steadfast.switchTo(0, hidden.answering(answer).build(box));
        server.assertAnswers(answer, text);
        assertEquals(master, server.master(), "it names nothing that is hidden: " + text);
      }
      assertRestarts(server, answer -> naming(hidden, answer), "does not see");
    }
  }

  /** A configuration that names one more file, which only the next unit's sandbox shows. */
  private static NginxWorld naming(NginxWorld world, String answer) {
    return world
        .answering(answer)
        .file("site.conf", "# for " + answer + "\n")
        .line(Block.HTTP, "include @{site.conf};")
        .and(
            all ->
                all.withText(
                    NginxWorld.UNIT,
                    all.text(NginxWorld.UNIT)
                        .replace(" @{nginx.conf}\n", " @{nginx.conf} @{site.conf}\n")));
  }

  @Test
  void aRootDirectoryShowsNoNewFileEither() {
    NginxWorld rooted =
        BARE.unitLine("RootDirectory=/srv/root")
            .unitLine("MountAPIVFS=yes")
            .unitLine("BindReadOnlyPaths=/usr /lib /lib64 /bin /etc")
            .unitLine("BindPaths=/run /var")
            .unitLine(WHOLE_CLOSURE);
    try (Box box = Box.boot(BoxOptions.named("rooted"))) {
      box.run("mkdir", "-p", "/srv/root").orThrow();
      rooted.install(box);
      WebServer server = new WebServer(box);
      String text = Steadfast.switchTo(0, rooted.answering("first").build(box));
      server.assertAnswers("first", text);
      assertRestarts(server, answer -> naming(rooted, answer), "does not see");
    }
  }

  @Test
  void aProcessOfTheUnitInAnotherNamespaceWouldNotSeeAMount() {
    NginxWorld strange =
        DEFAULT
            .and(all -> all.executable("stray", "exec @{pkg:coreutils}/bin/sleep infinity &\n"))
            .unitLine("ExecStartPost=+@{stray}");
    try (Box box = Box.boot(BoxOptions.named("stranger"))) {
      strange.install(box);
      assertRestarts(new WebServer(box), strange, "in another mount namespace");
    }
  }
}
