package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pins, mounts and their undo, on a real systemd, kernel and Nix. */
class ActivationIT {
  private static final String UNIT = "reader.service";
  private static final String CLIENT = "/opt/client";
  private static final String TOPLEVEL = "/opt/next";
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /**
   * Reads a file at its start and at each reload; complains of, and refuses, a broken one. What it
   * waits for is a child, and another one after each reload.
   */
  private static final String DAEMON =
      """
      #!/bin/bash
      load() {
        echo "reading"
        read -r value < "$1"
        if [ "$value" = broken ]; then echo "it was not applied"; else echo "$value" > /run/reader/value; fi
        echo $((++loads)) > /run/reader/load
      }
      trap 'load "$1"' HUP
      load "$1"
      systemd-notify --ready
      while :; do sleep infinity & wait $!; kill $! 2>/dev/null; done
      """;

  /** Answers a query from the file of that name. */
  private static final String ANSWER =
      "#!/bin/sh\n[ \"$1\" = rehearsal ] && exec cat /run/rehearsal\nexec cat /run/reader/$1\n";

  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @SuppressWarnings("NullAway.Init")
  private String known;

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("activate"));
    program("/opt/daemon", DAEMON);
    program(CLIENT, ANSWER);
    program(TOPLEVEL + "/activate", "#!/bin/sh\nexit 0\n");
  }

  @AfterAll
  static void end() {
    box.close();
  }

  @BeforeEach
  void start() {
    known = object("reader.conf", "first");
    box.write("/run/rehearsal", "");
    box.write(
        "/run/systemd/system/" + UNIT,
        """
        [Service]
        Type=notify
        NotifyAccess=all
        RuntimeDirectory=reader
        PrivateMounts=yes
        ExecStart=/opt/daemon %s
        ExecReload=/bin/kill -HUP $MAINPID
        """
            .formatted(known));
    box.systemctl("daemon-reload").orThrow();
    box.systemctl("restart", UNIT).orThrow();
  }

  private static void program(String path, String text) {
    box.write(path, text);
    box.run("chmod", "755", path).orThrow();
  }

  /** A new store object. */
  private static String object(String name, String text) {
    box.write("/tmp/objects/" + name, text + "\n");
    return box.run("nix-store", "--add", "/tmp/objects/" + name).orThrow().line();
  }

  private List<String> reload(String content) {
    Command probe =
        Command.ofJava(
            ActivationProbe.class.getName(), List.of(UNIT, known, content, CLIENT, TOPLEVEL));
    return box.run(probe, DEADLINE).orThrow().out().lines().toList();
  }

  private static String outcome(List<String> facts) {
    return facts.stream().filter(fact -> fact.startsWith("outcome ")).findFirst().orElseThrow();
  }

  private static String value() {
    return box.read("/run/reader/value").strip();
  }

  /** What the process finds, asked in its own namespace. */
  private String seen() {
    String pid = box.property(UNIT, "MainPID");
    return box.run("nsenter", "-m", "-t", pid, "cat", known).orThrow().line();
  }

  private static boolean isRoot(String object) {
    Result roots = box.run("nix-store", "-q", "--roots", object).orThrow();
    return roots.out().contains("/run/steadfast/pins/" + UNIT + "/");
  }

  @Test
  void newContentIsLoadedByTheSameProcessAndPinned() {
    String pid = box.property(UNIT, "MainPID");
    String second = object("reader.conf", "second");
    List<String> facts = reload(second);
    assertEquals("outcome Done", outcome(facts), facts::toString);
    assertTrue(
        facts.contains("note " + UNIT + ": mounts stacked on " + known + ": 1"), facts::toString);
    assertEquals("second", value());
    assertEquals(pid, box.property(UNIT, "MainPID"));
    assertTrue(isRoot(known));
    assertTrue(isRoot(second));
    assertEquals("outcome Done", outcome(reload(object("reader.conf", "third"))));
    assertEquals("third", value());
    assertFalse(isRoot(second), "no longer needed by anybody");
    assertTrue(isRoot(known));
    box.systemctl("reload", UNIT).orThrow();
    assertEquals("third", seen(), "an operator's reload finds it too");
  }

  @Test
  void rejectedContentIsTakenBackAndTheOldOneIsLoadedAgain() {
    String pid = box.property(UNIT, "MainPID");
    List<String> facts = reload(object("reader.conf", "broken"));
    assertEquals("outcome Undone logged: the daemon complained", outcome(facts), facts::toString);
    assertEquals("first", value());
    assertEquals("first", seen());
    assertEquals(pid, box.property(UNIT, "MainPID"));
  }

  @Test
  void whatWasMountedBeforeIsWhatIsMountedAgain() {
    assertEquals("outcome Done", outcome(reload(object("reader.conf", "second"))));
    List<String> facts = reload(object("reader.conf", "broken"));
    assertTrue(outcome(facts).startsWith("outcome Undone"), facts::toString);
    assertEquals("second", seen());
    assertEquals("second", value());
  }

  @Test
  void whatTheRehearsalRejectsIsNeverSignalled() {
    String load = box.read("/run/reader/load");
    box.write("/run/rehearsal", "line 1 is wrong\n");
    List<String> facts = reload(object("reader.conf", "second"));
    assertEquals(
        "outcome Undone found in rehearsal, before the process was told: line 1 is wrong:"
            + " the file is not valid",
        outcome(facts),
        facts::toString);
    assertEquals(load, box.read("/run/reader/load"));
    assertEquals("first", seen());
  }

  @Test
  void aReloadThatSilentlyDoesNotHappenIsFound() {
    box.write(
        "/run/systemd/system/" + UNIT + ".d/deaf.conf",
        "[Service]\nExecReload=\nExecReload=true\n");
    box.systemctl("daemon-reload").orThrow();
    List<String> facts = reload(object("reader.conf", "second"));
    box.run("rm", "-r", "/run/systemd/system/" + UNIT + ".d").orThrow();
    assertTrue(
        outcome(facts)
            .startsWith("outcome Undone 1 of 1 processes \"sleep infinity\" not replaced within"),
        facts::toString);
    assertEquals("first", value());
    assertEquals("first", seen());
  }
}
