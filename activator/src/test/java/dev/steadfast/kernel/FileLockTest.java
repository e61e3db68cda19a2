package dev.steadfast.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Locks a real file, against util-linux's {@code flock} and against other JVMs. */
@Timeout(60)
class FileLockTest {
  private static final String HELD = "held";
  private static final String BUSY = "Resource temporarily unavailable";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("switch.lock");
  }

  /** Another process that holds the lock until it ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      FileLock.open(Path.of(args[0])).take();
      System.out.println(HELD);
      System.in.read();
    }
  }

  @Test
  void excludesTheFlockProgram() throws Exception {
    try (FileLock held = FileLock.open(file)) {
      assertEquals(0, flock(), "an open file alone excludes nobody");
      held.take();
      assertEquals(1, flock());
    }
    assertEquals(0, flock());
    assertTrue(Files.exists(file), "another run may have it open");
  }

  @Test
  void isExcludedByTheFlockProgram() throws Exception {
    String script = "echo " + HELD + "; cat";
    Process holder = started(List.of("flock", "-x", file.toString(), "sh", "-c", script));
    assertBusy();
    holder.getOutputStream().close();
    assertTrue(holder.waitFor(Duration.ofSeconds(30)));
    assertFree();
  }

  @Test
  void isExcludedByAnotherOpeningOfThisProcess() throws Exception {
    try (FileLock held = FileLock.open(file)) {
      held.take();
      held.take();
      assertBusy();
    }
    assertFree();
  }

  @Test
  void isHeldByAnotherProcessUntilThatIsKilled() throws Exception {
    Process holder = started(java(Holder.class, file.toString()));
    assertBusy();
    holder.destroyForcibly();
    assertTrue(holder.waitFor(Duration.ofSeconds(30)));
    assertFree();
  }

  @Test
  void childrenDoNotKeepIt() throws Exception {
    Process child;
    try (FileLock held = FileLock.open(file)) {
      held.take();
      child = new ProcessBuilder("cat").start();
    }
    assertFree();
    child.destroyForcibly();
  }

  @Test
  void keepsWhatIsInTheFile() throws Exception {
    Files.writeString(file, "kept");
    assertFree();
    assertEquals("kept", Files.readString(file));
  }

  @Test
  void onlyTheOwnerCanOpenANewFile() throws Exception {
    assertFree();
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
  }

  @Test
  void aMissingDirectoryIsTheSystemsOwnMessage() {
    Path nowhere = directory.resolve("missing").resolve("lock");
    SystemCallException failed =
        assertThrows(SystemCallException.class, () -> FileLock.open(nowhere));
    assertEquals("No such file or directory", failed.getMessage());
    assertEquals(2, failed.errno());
  }

  private void assertBusy() throws IOException {
    try (FileLock other = FileLock.open(file)) {
      SystemCallException busy = assertThrows(SystemCallException.class, other::take);
      assertEquals(BUSY, busy.getMessage());
      assertEquals(11, busy.errno());
    }
  }

  private void assertFree() throws IOException {
    try (FileLock other = FileLock.open(file)) {
      other.take();
    }
  }

  /** What {@code flock} ends with; 1 says that somebody else has the lock. */
  private int flock() throws Exception {
    return new ProcessBuilder("flock", "-n", "-x", file.toString(), "true").start().waitFor();
  }

  private static Process started(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines = process.inputReader();
    assertEquals(HELD, lines.readLine());
    return process;
  }

  private static List<String> java(Class<?> program, String argument) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        program.getName(),
        argument);
  }
}
