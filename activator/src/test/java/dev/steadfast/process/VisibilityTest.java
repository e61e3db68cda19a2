package dev.steadfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.process.Unseen.Why;
import dev.steadfast.process.Visibility.Shown;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Process 42 and 43 are made of files; where it matters a real one stands beside them. */
class VisibilityTest {
  private static final String GROUP = "/system.slice/d.service";
  private static final String STORE = "/nix/store/00000000000000000000000000000000-inner";

  @TempDir private Path directory;
  private FakeProc fake;
  private Visibility visibility;
  private Path content;
  private final List<Process> children = new ArrayList<>();

  @BeforeEach
  void makeProcesses() throws IOException {
    fake = new FakeProc(directory);
    fake.process(42, 1, directory.resolve("root42"));
    fake.process(43, 1, directory.resolve("root43"));
    fake.controlGroup(GROUP, 42);
    visibility = new Visibility(fake.path());
    content = Files.writeString(directory.resolve("next.conf"), "listen 80\n");
  }

  @AfterEach
  void endChildren() throws IOException {
    for (Process child : children) {
      child.getOutputStream().close();
    }
    fake.close();
  }

  private List<Unseen> unseen(String knownAs) throws IOException {
    return visibility.unseen(GROUP, List.of(new Shown(Path.of(knownAs), content)));
  }

  private static List<Unseen> only(long pid, String path, Why why) {
    return List.of(new Unseen(pid, Path.of(path), why));
  }

  /** What a bind mount does to the fake process: the same inode under another path. */
  private void bind(int pid, String shownAs) throws IOException {
    Path link = directory.resolve("root" + pid + shownAs);
    Files.createDirectories(link.getParent());
    Files.createLink(link, content);
  }

  @Test
  void theSameFileUnderTheOldPathIsSeen() throws IOException {
    bind(42, "/etc/d.conf");
    assertEquals(List.of(), unseen("/etc/d.conf"));
  }

  @Test
  void linksAreResolvedInTheProcessesRoot() throws IOException {
    bind(42, "/static/d.conf");
    fake.link("../root42/etc/d.conf", "/static/d.conf");
    assertEquals(List.of(), unseen("/etc/d.conf"));
  }

  @Test
  void equalTextInAnotherFileIsNotTheFile() throws IOException {
    fake.write("../root42/etc/d.conf", "listen 80\n");
    assertEquals(only(42, "/etc/d.conf", Why.OTHER_FILE), unseen("/etc/d.conf"));
  }

  @Test
  void nothingThereIsMissing() throws IOException {
    assertEquals(only(42, "/etc/d.conf", Why.MISSING), unseen("/etc/d.conf"));
  }

  @Test
  void oneProcessOfManyThatDoesNotSeeItIsEnough() throws IOException {
    bind(42, "/etc/d.conf");
    fake.controlGroup(GROUP + "/worker", 43);
    assertEquals(only(43, "/etc/d.conf", Why.MISSING), unseen("/etc/d.conf"));
  }

  @Test
  void endedProcessesDoNotCount() throws IOException {
    bind(42, "/etc/d.conf");
    fake.controlGroup(GROUP + "/worker", 43, 44);
    fake.stat(43, 'Z', 1);
    assertEquals(List.of(), unseen("/etc/d.conf"));
  }

  @Test
  void aProcessThatGivesUpItsRootToEndDoesNotCount() throws IOException {
    bind(42, "/etc/d.conf");
    fake.exiting(43, 1);
    fake.controlGroup(GROUP + "/worker", 43);
    assertEquals(List.of(), unseen("/etc/d.conf"));
  }

  @Test
  void noProcessAtAllIsNoProof() throws IOException {
    fake.controlGroup(GROUP);
    assertEquals(only(0, GROUP, Why.NO_PROCESS), unseen("/etc/d.conf"));
  }

  @Test
  void aProcessOutsideOurPidNamespaceIsNoProof() throws IOException {
    bind(42, "/etc/d.conf");
    fake.controlGroup(GROUP, 0, 42);
    assertEquals(only(0, GROUP, Why.NOT_READABLE), unseen("/etc/d.conf"));
  }

  @Test
  void aProcessThatMayNotBeLookedAtIsNoProof() throws IOException {
    bind(42, "/etc/d.conf");
    Files.delete(fake.path().resolve("42/ns/mnt"));
    assertEquals(
        only(42, fake.path().resolve("42").toString(), Why.NOT_READABLE), unseen("/etc/d.conf"));
  }

  @Test
  void namedStorePathsMustBeSeenToo() throws IOException {
    Files.writeString(content, "include " + STORE + "/*.conf; # see " + STORE + "\n");
    bind(42, "/etc/d.conf");
    assertEquals(only(42, STORE, Why.HIDDEN_REFERENCE), unseen("/etc/d.conf"));
    fake.write("../root42" + STORE + "/a.conf", "");
    assertEquals(List.of(), unseen("/etc/d.conf"));
  }

  @Test
  void aHiddenReferenceIsFoundInEachViewButReportedOnceAView() throws IOException {
    Files.writeString(content, "include " + STORE + ";\n");
    bind(42, "/etc/d.conf");
    bind(43, "/etc/d.conf");
    fake.process(44, 1, directory.resolve("root43"));
    fake.controlGroup(GROUP, 42, 43, 44);
    fake.write("../root42" + STORE, "");
    assertEquals(only(43, STORE, Why.HIDDEN_REFERENCE), unseen("/etc/d.conf"));
  }

  @Test
  void linksInADirectoryNameStorePaths() throws IOException {
    Path tree = Files.createDirectories(directory.resolve("tree/sub"));
    Files.createSymbolicLink(tree.resolve("a.conf"), Path.of(STORE + "/a.conf"));
    fake.link("../root42/etc/d", directory.resolve("tree").toString());
    List<Unseen> unseen =
        visibility.unseen(GROUP, List.of(new Shown(Path.of("/etc/e"), directory.resolve("tree"))));
    assertEquals(
        List.of(
            new Unseen(42, Path.of("/etc/e"), Why.MISSING),
            new Unseen(42, Path.of(STORE), Why.HIDDEN_REFERENCE)),
        unseen.subList(0, 2));
  }

  @Test
  void contentThatIsNotThereIsNoProof() throws IOException {
    Path gone = directory.resolve("gone");
    assertEquals(
        only(0, gone.toString(), Why.NO_CONTENT),
        visibility.unseen(GROUP, List.of(new Shown(Path.of("/etc/d.conf"), gone))));
  }

  /** Starts a shell that reports and then waits until its input ends. */
  private long child(Path workingDirectory, String opens) throws IOException {
    Process child =
        new ProcessBuilder("sh", "-c", opens + " echo ready; exec cat")
            .directory(workingDirectory.toFile())
            .start();
    children.add(child);
    BufferedReader out = child.inputReader();
    assertEquals("ready", out.readLine());
    fake.live(child.pid()).controlGroup(GROUP, child.pid());
    return child.pid();
  }

  @Test
  void aRealProcessSeesAFileOfItsHost() throws IOException {
    long child = child(directory, "");
    assertEquals(List.of(), unseen(content.toString()));
    Path other = Files.writeString(directory.resolve("old.conf"), "listen 80\n");
    assertEquals(only(child, other.toString(), Why.OTHER_FILE), unseen(other.toString()));
  }

  @Test
  void aWorkingDirectoryInABoundDirectoryIsNoProof() throws IOException {
    content = Files.createDirectory(directory.resolve("conf.d"));
    long child = child(Files.createDirectory(content.resolve("inner")), "");
    assertEquals(
        only(child, content.toString(), Why.WORKING_DIRECTORY), unseen(content.toString()));
  }

  @Test
  void aDirectoryDescriptorInABoundDirectoryIsNoProofButAnOpenFileIsFine() throws IOException {
    content = Files.createDirectory(directory.resolve("conf.d"));
    Files.writeString(content.resolve("a.conf"), "");
    child(directory, "exec 3<conf.d/a.conf;");
    assertEquals(List.of(), unseen(content.toString()));
    long child = child(directory, "exec 3<conf.d;");
    assertEquals(
        only(child, content.toString(), Why.DIRECTORY_DESCRIPTOR), unseen(content.toString()));
  }
}
