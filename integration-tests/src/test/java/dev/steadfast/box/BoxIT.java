package dev.steadfast.box;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every other real-systemd test relies on. */
class BoxIT {
  private static final Duration BOOT = Duration.ofSeconds(10);

  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("box").withBootDeadline(BOOT));
  }

  @AfterAll
  static void end() {
    box.close();
  }

  @Test
  void systemdIsTheFirstProcessAndHasNothingToComplainAbout() {
    assertEquals("systemd", box.run("cat", "/proc/1/comm").line());
    assertEquals("running", box.systemctl("is-system-running").line());
    assertEquals(box.name(), box.run("hostname").line());
  }

  @Test
  void nothingWrittenInABoxReachesTheHost() {
    box.write("/etc/only-here", "text\n");
    assertEquals("text\n", box.read("/etc/only-here"));
    assertFalse(Files.exists(Path.of("/etc/only-here")));
  }

  @Test
  void commandsHaveAnExitStatusAndTheirOutputs() {
    Result result = box.run("bash", "-c", "echo out; echo err >&2; exit 7");
    assertAll(
        () -> assertEquals(7, result.exit()),
        () -> assertEquals("out\n", result.out()),
        () -> assertEquals("err\n", result.err()));
    assertThrows(BoxException.class, result::orThrow);
  }

  @Test
  void commandsTakeInputUserAndEnvironment() {
    Command command =
        Command.of("bash", "-c", "id -un; echo $GREETING; cat")
            .as("nobody")
            .with("GREETING", "hello")
            .withInput("typed");
    assertEquals("nobody\nhello\ntyped", box.run(command, Box.SOON).orThrow().out());
  }

  @Test
  void anExpiredDeadlineNamesTheCommandAndKillsIt() {
    Command endless = Command.of("bash", "-c", "echo begun; exec sleep 4711");
    DeadlineExpired expired =
        assertThrows(DeadlineExpired.class, () -> box.run(endless, Duration.ofMillis(500)));
    String message = expired.toString();
    assertTrue(message.contains("sleep 4711"), message);
    assertTrue(message.contains("until then: begun"), message);
    assertEquals(1, box.run("pgrep", "-f", "sleep 4711").exit());
  }

  @Test
  void aBoxThatCannotBootSaysWhy() {
    BaseStore missing = new BaseStore(Path.of("/nonexistent/store"), new TreeMap<>());
    BoxOptions options = new BoxOptions("broken", missing, List.of(), new TreeSet<>(), BOOT);
    BoxException died = assertThrows(BoxException.class, () -> Box.boot(options));
    assertTrue(died.toString().contains("died while booting: mount: "), died.toString());
  }

  @Test
  void aBootThatTakesTooLongIsGivenUp() {
    BoxOptions impatient = BoxOptions.named("late").withBootDeadline(Duration.ofMillis(1));
    assertThrows(DeadlineExpired.class, () -> Box.boot(impatient));
  }

  @Test
  void aRunningCommandAnswersLineByLine() {
    try (RunningCommand cat = box.start(Command.of("cat"))) {
      cat.send("one\n");
      assertEquals(Optional.of("one"), cat.nextLine(Box.SOON));
      assertThrows(DeadlineExpired.class, () -> cat.nextLine(Duration.ofMillis(100)));
      cat.send("two\n");
      cat.closeInput();
      assertEquals(Optional.of("two"), cat.nextLine(Box.SOON));
      assertEquals(Optional.empty(), cat.nextLine(Box.SOON));
      assertEquals(0, cat.await(Box.SOON).exit());
    }
  }

  @Test
  void thisProgramRunsInABox() {
    Command java = Command.ofJava("dev.steadfast.box.BoxIT$Hello", List.of("from inside"));
    assertEquals("from inside", box.run(java, Box.SOON).orThrow().line());
  }

  @Test
  void aBindMountReachesOneServiceOnly() {
    box.write("/srv/old", "old\n");
    box.write("/srv/new", "new\n");
    box.write(
        "/run/systemd/system/reader.service",
        "[Service]\nPrivateTmp=yes\nExecStart=/bin/sleep infinity\n");
    box.systemctl("daemon-reload").orThrow();
    box.systemctl("start", "reader.service").orThrow();
    box.run(
            ("busctl call org.freedesktop.systemd1 /org/freedesktop/systemd1"
                    + " org.freedesktop.systemd1.Manager BindMountUnit sssbb"
                    + " reader.service /srv/new /srv/old 1 0")
                .split(" ", -1))
        .orThrow();
    String pid = box.property("reader.service", "MainPID");
    assertEquals("new\n", box.read("/proc/" + pid + "/root/srv/old"));
    assertEquals("old\n", box.read("/srv/old"));
  }

  @Test
  void boxesStandSideBySideOnTheSamePort() {
    try (Box other = Box.boot(BoxOptions.named("other").withBootDeadline(BOOT))) {
      for (Box each : List.of(box, other)) {
        each.write(
            "/run/systemd/system/port.socket",
            "[Socket]\nListenStream=127.0.0.1:5432\nAccept=yes\n");
        each.write(
            "/run/systemd/system/port@.service",
            "[Service]\nStandardInput=socket\nExecStart=/bin/hostname\n");
        each.systemctl("daemon-reload").orThrow();
        each.systemctl("start", "port.socket").orThrow();
      }
      for (Box each : List.of(box, other)) {
        String answer =
            each.run("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/5432; cat <&3").orThrow().line();
        assertEquals(each.name(), answer);
      }
    }
  }

  @Test
  void theJournalIsWaitedForNotPolled() {
    box.write("/srv/speak", "echo first\nsleep 0.2\necho second\n");
    box.run("systemd-run", "-u", "speaker", "bash", "/srv/speak").orThrow();
    assertEquals("second", box.awaitJournal("speaker", "second", Box.SOON));
    assertTrue(box.journal("speaker").contains("first\n"));
  }

  /** Run in a box as a program of its own. */
  static final class Hello {
    public static void main(String[] arguments) {
      System.out.println(arguments[0]);
    }
  }
}
