package dev.steadfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.dbus.DbusSystemd;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mount namespaces and control groups that systemd made. */
class VisibilityIT {
  private static final String STORE = "/nix/store/0000000000000000000000000000000";
  private static final String OLD = STORE + "0-d.conf";
  private static final String NEXT = STORE + "1-d.conf";
  private static final String INNER = STORE + "2-inner.conf";
  private static final String OLD_TREE = STORE + "3-conf.d";
  private static final String NEXT_TREE = STORE + "4-conf.d";
  private static final UnitName UNIT = new UnitName("viewer.service");

  /** Two processes in one control group. */
  private static final String TWO = "bash -c 'sleep infinity & exec sleep infinity'";

  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @SuppressWarnings("NullAway.Init")
  private DbusSystemd systemd;

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("view"));
  }

  @AfterAll
  static void end() {
    box.close();
  }

  @BeforeEach
  void connect() throws SystemdException {
    systemd =
        DbusSystemd.connect("unix:path=/proc/" + box.pid1() + "/root/run/dbus/system_bus_socket");
    box.write(OLD, "old\n");
    box.write(NEXT, "include " + INNER + ";\n");
    box.write(INNER, "inner\n");
    box.write(OLD_TREE + "/sub/a.conf", "old\n");
    box.write(NEXT_TREE + "/sub/a.conf", "next\n");
  }

  @AfterEach
  void stopAndDisconnect() throws SystemdException {
    systemd.run(JobType.STOP, List.of(UNIT), Box.SOON);
    systemd.close();
  }

  private void start(String command, String settings) throws SystemdException {
    box.write(
        "/run/systemd/system/" + UNIT,
        "[Service]\nType=exec\nExecStart=" + command + "\n" + settings);
    systemd.daemonReload();
    assertEquals(
        Map.of(UNIT, JobResult.DONE), systemd.run(JobType.RESTART, List.of(UNIT), Box.SOON));
  }

  private List<String> facts(String knownAs, String content) throws SystemdException {
    var service = systemd.service(UNIT);
    String pid = Long.toString(service.mainPid());
    Command probe =
        Command.ofJava(
            ProcessProbe.class.getName(), List.of(service.controlGroup(), pid, knownAs, content));
    return box.run(probe, Duration.ofSeconds(60)).orThrow().out().lines().toList();
  }

  private List<String> unseen(String knownAs, String content) throws SystemdException {
    List<String> unseen = new ArrayList<>();
    for (String fact : facts(knownAs, content)) {
      if (fact.startsWith("unseen ")) {
        unseen.add(fact.substring("unseen ".length()));
      }
    }
    return unseen;
  }

  private void bind(String content, String shownAs) throws SystemdException {
    systemd.bindMount(UNIT, Path.of(content), Path.of(shownAs));
  }

  @Test
  void aBindIsSeenByAllProcessesUntilTheOldPathIsReplacedOnTheHost() throws SystemdException {
    start(TWO, "PrivateMounts=yes\nUser=nobody\n");
    assertEquals(
        List.of(
            "argv [sleep, infinity]",
            "own true",
            "stacked 0",
            "processes 2",
            "owner ProcessOwner[uid=65534, gid=65534]",
            "unseen OTHER_FILE " + OLD,
            "unseen OTHER_FILE " + OLD),
        facts(OLD, NEXT));
    bind(NEXT, OLD);
    bind(NEXT, OLD);
    assertEquals(
        List.of(
            "argv [sleep, infinity]",
            "own true",
            "stacked 2",
            "processes 2",
            "owner ProcessOwner[uid=65534, gid=65534]"),
        facts(OLD, NEXT));
    box.run("sh", "-c", "echo other > /nix/store/new && mv /nix/store/new " + OLD).orThrow();
    assertEquals(List.of("OTHER_FILE " + OLD, "OTHER_FILE " + OLD), unseen(OLD, NEXT));
  }

  @Test
  void withoutANamespaceOfItsOwnItSeesWhatTheHostSees() throws SystemdException {
    start("sleep infinity", "");
    List<String> facts = facts(NEXT, NEXT);
    assertEquals(
        List.of(
            "argv [sleep, infinity]",
            "own false",
            "stacked 0",
            "processes 1",
            "owner ProcessOwner[uid=0, gid=0]"),
        facts);
  }

  @Test
  void aWorkerInANamespaceOfItsOwnIsFound() throws SystemdException {
    String worker = "sh -c \"systemd-notify --ready; exec sleep infinity\"";
    start(
        "bash -c 'unshare --mount --propagation private " + worker + " & exec sleep infinity'",
        "PrivateMounts=yes\nType=notify\nNotifyAccess=all\n");
    bind(NEXT, OLD);
    assertEquals(List.of("OTHER_FILE " + OLD), unseen(OLD, NEXT));
  }

  @Test
  void aReferenceThatTheSandboxHidesIsFound() throws SystemdException {
    start("/bin/sleep infinity", "TemporaryFileSystem=/nix/store\nBindReadOnlyPaths=" + OLD + "\n");
    bind(NEXT, OLD);
    assertEquals(List.of("HIDDEN_REFERENCE " + INNER), unseen(OLD, NEXT));
  }

  @Test
  void aWorkingDirectoryKeepsTheOldTreeUnderAMount() throws SystemdException {
    start("sleep infinity", "PrivateMounts=yes\nWorkingDirectory=" + OLD_TREE + "/sub\n");
    bind(NEXT_TREE, OLD_TREE);
    assertEquals(List.of("WORKING_DIRECTORY " + OLD_TREE), unseen(OLD_TREE, NEXT_TREE));
  }

  @Test
  void aBoundTreeIsSeen() throws SystemdException {
    start("sleep infinity", "PrivateMounts=yes\n");
    bind(NEXT_TREE, OLD_TREE);
    assertEquals(List.of(), unseen(OLD_TREE, NEXT_TREE));
  }
}
