package dev.steadfast.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mount is played by a hard link: the same file under another path. */
class OriginTest {
  private static final long PID = 42;

  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init")
  private FakeProc proc;

  @SuppressWarnings("NullAway.Init")
  private Path content;

  @SuppressWarnings("NullAway.Init")
  private Path known;

  /** What the process finds under {@code known}. */
  @SuppressWarnings("NullAway.Init")
  private Path seen;

  @BeforeEach
  void prepare() throws IOException {
    proc = new FakeProc(Files.createDirectory(directory.resolve("fake")));
    Path view = directory.resolve("view");
    proc.process(PID, 7, view);
    proc.write("self/mountinfo", "");
    content = Files.writeString(directory.resolve("content"), "next");
    known = directory.resolve("known");
    Files.writeString(known, "old");
    seen = view.resolve(known.toString().substring(1));
    Files.createDirectories(seen.getParent());
  }

  @AfterEach
  void end() throws IOException {
    proc.close();
  }

  private Optional<Path> origin() throws IOException {
    return new Origin(proc.path()).of(PID, known);
  }

  private String mount(String device, Path root, Path point) {
    return "1 0 " + device + " " + root + " " + point + " rw - ext4 /dev/x rw";
  }

  @Test
  void withoutAMountItIsTheSamePath() throws IOException {
    Files.createLink(seen, known);
    assertEquals(Optional.of(known), origin());
  }

  @Test
  void aMountedFileIsFoundWhereTheHostHasThatFileSystem() throws IOException {
    Files.createLink(seen, content);
    proc.mounts(
        PID,
        mount("8:1", Path.of("/"), Path.of("/")),
        mount("8:2", Path.of("/sub/content"), known));
    proc.write(
        "self/mountinfo",
        mount("8:1", Path.of("/"), Path.of("/"))
            + "\n"
            + mount("8:2", Path.of("/other"), Path.of("/mnt"))
            + "\n"
            + mount("8:2", Path.of("/sub"), directory)
            + "\n");
    assertEquals(Optional.of(content), origin());
  }

  @Test
  void ofStackedMountsTheLastCounts() throws IOException {
    Files.createLink(seen, content);
    proc.mounts(
        PID, mount("8:2", Path.of("/known"), known), mount("8:2", Path.of("/content"), known));
    proc.write("self/mountinfo", mount("8:2", Path.of("/"), directory) + "\n");
    assertEquals(Optional.of(content), origin());
  }

  @Test
  void aFileThatTheHostHasNoPathForIsNotFound() throws IOException {
    Files.writeString(seen, "removed");
    proc.mounts(PID, mount("8:2", Path.of("/gone//deleted"), known));
    proc.write("self/mountinfo", mount("8:2", Path.of("/"), directory) + "\n");
    assertEquals(Optional.empty(), origin());
  }

  @Test
  void anotherFileUnderTheSamePathIsNotTakenForIt() throws IOException {
    Files.writeString(seen, "other");
    proc.mounts(PID, mount("8:2", Path.of("/content"), known));
    proc.write("self/mountinfo", mount("8:2", Path.of("/"), directory) + "\n");
    assertEquals(Optional.empty(), origin());
  }

  @Test
  void whatTheProcessDoesNotFindIsAnError() {
    assertThrows(NoSuchFileException.class, this::origin);
  }
}
