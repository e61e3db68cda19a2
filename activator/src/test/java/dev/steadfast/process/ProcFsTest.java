package dev.steadfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFsTest {
  private static final String STORE = "/nix/store/00000000000000000000000000000000-";

  @TempDir private Path directory;
  private FakeProc fake;
  private ProcFs procFs;

  @BeforeEach
  void makeProcess42() throws IOException {
    fake = new FakeProc(directory);
    fake.process(42, 4711, directory.resolve("root"));
    procFs = new ProcFs(fake.path());
  }

  @AfterEach
  void removeLinks() throws IOException {
    fake.close();
  }

  private LiveProcess read42() throws IOException {
    return procFs.read(42, "abc").orElseThrow();
  }

  @Test
  void identityHoldsWhatTellsOneRunFromAnother() throws IOException {
    assertEquals(
        new Identity(
            "11111111-2222-3333-4444-555555555555", "abc", 42, 4711, Path.of("/bin/daemon")),
        read42().identity());
  }

  @Test
  void emptyArgumentsStayAndARewrittenTitleIsOneArgument() throws IOException {
    fake.write("42/cmdline", "daemon\0\0--x=\0");
    assertEquals(List.of("daemon", "", "--x="), read42().argv());
    fake.write("42/cmdline", "daemon: master process /bin/daemon -c x");
    assertEquals(List.of("daemon: master process /bin/daemon -c x"), read42().argv());
    fake.write("42/cmdline", "");
    assertEquals(List.of(), read42().argv());
  }

  @Test
  void environmentIsWhatGetenvSees() throws IOException {
    fake.write("42/environ", "PATH=/a=b\0EMPTY=\0X=first\0X=second\0odd\0=odd\0");
    assertEquals(Map.of("PATH", "/a=b", "EMPTY", "", "X", "first"), read42().environment());
  }

  @Test
  void storeMountsAreCountedPerMountPoint() throws IOException {
    fake.mounts(
        42,
        "20 1 8:1 / / rw,relatime shared:1 - ext4 /dev/vda rw",
        "21 20 8:1 /nix/store /nix/store ro master:2 propagate_from:3 - ext4 /dev/vda rw",
        "22 21 8:1 /new " + STORE + "a\\040b/c ro - ext4 /dev/vda rw",
        "23 22 8:1 /newer " + STORE + "a\\040b/c ro shared:9 - ext4 /dev/vda rw",
        "24 21 8:1 /x " + STORE + "d ro - ext4 /dev/vda rw",
        "25 20 8:1 /x /etc/d ro - ext4 /dev/vda rw");
    assertEquals(Map.of(Path.of(STORE + "a b/c"), 2, Path.of(STORE + "d"), 1), read42().mounts());
  }

  @Test
  void aMountNamespaceOfItsOwnIsNotThatOfPid1() throws IOException {
    assertFalse(read42().ownMountNamespace());
    fake.link("42/ns/mnt", "mnt:[2]");
    assertTrue(read42().ownMountNamespace());
  }

  @Test
  void theViewResolvesLinksInsideTheProcessesRoot() throws IOException {
    fake.write("../root/etc/static/d.conf", "inside");
    fake.link("../root/etc/d.conf", "/etc/static/d.conf");
    assertEquals("inside", read42().view().text(Path.of("/etc/d.conf")));
  }

  @Test
  void endedProcessesAreAbsent() throws IOException {
    assertEquals(Optional.empty(), procFs.read(43, ""), "never was");
    fake.stat(42, 'Z', 4711);
    assertEquals(Optional.empty(), procFs.read(42, ""), "ended, its parent has not noticed");
    assertEquals(Optional.empty(), procFs.owner(42));
    assertEquals(Optional.empty(), procFs.signals(42));
  }

  @Test
  void aProcessThatEndsWhileItIsReadIsAbsent() throws IOException {
    assertEquals(
        Optional.empty(),
        procFs.unlessEnded(
            42,
            () -> {
              fake.stat(42, 'S', 4712);
              return "of another process with the same number";
            }));
    assertEquals(
        Optional.empty(),
        procFs.unlessEnded(
            42,
            () -> {
              Files.delete(fake.path().resolve("42/stat"));
              throw new IOException("No such process");
            }));
  }

  @Test
  void aLiveProcessThatCannotBeReadIsAnError() throws IOException {
    Files.delete(fake.path().resolve("42/environ"));
    assertThrows(IOException.class, () -> procFs.read(42, ""));
    fake.stat(42, 'S', 1).write("42/stat", "nonsense");
    assertEquals(Optional.empty(), procFs.read(42, ""), "no state to be read: not there");
  }

  @Test
  void ownerIsTheEffectiveOne() throws IOException {
    fake.write("42/status", "Name:\tx\nUid:\t1\t2\t3\t4\nGid:\t5\t6\t7\t8\n");
    assertEquals(Optional.of(new ProcessOwner(2, 6)), procFs.owner(42));
  }

  @Test
  void signalsBlockedByAnyThreadAreBlocked() throws IOException {
    fake.write("42/status", signals("0000000000000000", "0000000000000002", "8000000000000000"));
    fake.write("42/task/42/status", signals("0000000000000000", "0", "0"));
    fake.write("42/task/43/status", signals("0000000000000001", "0", "0"));
    SignalMask mask = procFs.signals(42).orElseThrow();
    assertEquals(new SignalMask(0x8000000000000000L, 1, 2), mask);
    assertTrue(mask.isPreparedFor(1), "blocked by thread 43");
    assertTrue(mask.isPreparedFor(2), "ignored");
    assertFalse(mask.isPreparedFor(15), "neither");
    assertTrue(mask.isPreparedFor(64), "caught");
  }

  private static String signals(String blocked, String ignored, String caught) {
    return "SigBlk:\t" + blocked + "\nSigIgn:\t" + ignored + "\nSigCgt:\t" + caught + "\n";
  }

  @Test
  void processesOfAControlGroupAreThoseBelowItToo() throws IOException {
    fake.controlGroup("/system.slice/d.service", 50, 42);
    fake.controlGroup("/system.slice/d.service/worker");
    fake.controlGroup("/system.slice/d.service/worker/inner", 43);
    fake.controlGroup("/system.slice/d.service-not", 99);
    assertEquals(List.of(42L, 43L, 50L), procFs.processes("/system.slice/d.service"));
    assertEquals(List.of(), procFs.processes("/system.slice/gone.service"));
    assertEquals(List.of(), procFs.processes(""), "a unit without a group, not all processes");
  }

  @Test
  void childrenAreThoseInTheGroupWithThatParent() throws IOException {
    fake.controlGroup("/d", 42, 50, 51, 52, 53, 54);
    fake.child(50, 42, "d: worker\0\0\0\0");
    fake.child(51, 42, "d: cache manager  ");
    fake.child(52, 50, "d: worker");
    fake.child(53, 42, "helper\0-v\0");
    fake.child(60, 42, "d: worker, moved elsewhere");
    assertEquals(
        List.of(
            new ChildProcess(50, 150, "d: worker"),
            new ChildProcess(51, 151, "d: cache manager"),
            new ChildProcess(53, 153, "helper -v")),
        procFs.children(42, "/d"));
    fake.stat(50, 'Z', 150);
    assertEquals(2, procFs.children(42, "/d").size(), "ended, its parent has not noticed");
    fake.controlGroup("/d", 42, 51, 0);
    assertThrows(IOException.class, () -> procFs.children(42, "/d"), "one cannot be seen");
  }

  @Test
  void aRealChildIsFound() throws Exception {
    Process cat = new ProcessBuilder("cat", "-").start();
    try {
      fake.live(cat.pid()).controlGroup("/d", cat.pid());
      List<ChildProcess> children = procFs.children(ProcessHandle.current().pid(), "/d");
      assertEquals(List.of("cat -"), children.stream().map(ChildProcess::title).toList());
      assertEquals(
          procFs.read(cat.pid(), "").orElseThrow().identity().startTime(),
          children.getFirst().startTime());
    } finally {
      cat.destroy();
    }
  }

  @Test
  void threadedGroupsListTheirProcessesAbove() throws IOException {
    fake.controlGroup("/d", 42);
    fake.controlGroup("/d/threads");
    fake.write("../host/cgroup/d/threads/cgroup.type", "threaded\n");
    fake.write("../host/cgroup/d/threads/cgroup.procs", "not to be read");
    assertEquals(List.of(42L), procFs.processes("/d"));
  }

  @Test
  void hybridAndLegacyHierarchiesAreFoundBySystemdsName() throws IOException {
    fake.mounts(
        1,
        "33 31 0:30 / /cg/cpu rw - cgroup cgroup rw,cpu",
        "34 31 0:31 / /cg/other rw - cgroup cgroup rw,name=systemd2",
        "40 31 0:37 / /cg/systemd rw - cgroup cgroup rw,xattr,name=systemd");
    fake.write("../host/cg/cpu/d/cgroup.procs", "1\n");
    fake.write("../host/cg/other/d/cgroup.procs", "2\n");
    fake.write("../host/cg/systemd/d/cgroup.procs", "3\n");
    assertEquals(List.of(3L), procFs.processes("/d"));
  }

  @Test
  void aRealProcessIsRead() throws Exception {
    ProcessBuilder start = new ProcessBuilder("cat", "-").directory(directory.toFile());
    start.environment().clear();
    start.environment().put("STEADFAST", "a b");
    Process cat = start.start();
    fake.live(cat.pid())
        .link("1/ns/mnt", Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")).toString());
    LiveProcess read = procFs.read(cat.pid(), "").orElseThrow();
    assertEquals(List.of("cat", "-"), read.argv());
    assertEquals("a b", read.environment().get("STEADFAST"));
    assertFalse(read.ownMountNamespace());
    assertTrue(read.identity().startTime() > 0);
    assertEquals(read.identity(), procFs.read(cat.pid(), "").orElseThrow().identity());
    assertFalse(procFs.signals(cat.pid()).orElseThrow().isPreparedFor(15), "cat dies of TERM");
    assertEquals(
        ((Integer) Files.getAttribute(directory, "unix:uid")).longValue(),
        procFs.owner(cat.pid()).orElseThrow().uid());
    cat.getOutputStream().close();
    cat.waitFor();
    assertEquals(Optional.empty(), procFs.read(cat.pid(), ""));
  }
}
