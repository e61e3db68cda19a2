package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalctlLogTest {
  @TempDir private Path directory;

  private UnitLog log(String script) throws IOException {
    Scene scene = new Scene(Files.createTempDirectory(directory, "scene"));
    scene.program("bin/journalctl", script);
    return new JournalctlLog(scene.tools);
  }

  private String failure(UnitLog log) {
    return String.valueOf(
        assertThrows(IOException.class, () -> log.end(Scene.DAEMON)).getMessage());
  }

  @Test
  void theEndIsAfterTheLastEntryOfTheUnit() throws IOException {
    UnitLog log =
        log("case $* in *--unit=daemon.service*) echo noise; echo '-- cursor: s=1;i=2' ;; esac");
    assertEquals("--after-cursor=s=1;i=2", log.end(Scene.DAEMON));
  }

  @Test
  void aUnitWithoutEntriesStartsAtTheLastEntryOfAll() throws IOException {
    UnitLog log = log("case $* in *--unit=*) exit 1 ;; *) echo '-- cursor: s=1;i=3' ;; esac");
    assertEquals("--cursor=s=1;i=3", log.end(Scene.DAEMON));
  }

  @Test
  void linesAreAskedForOneUnitFromThePlace() throws IOException {
    UnitLog log = log("[ \"$3\" = --sync ] || printf '%s\\n' \"$@\"");
    assertEquals(
        List.of(
            "--quiet", "--no-pager", "--unit=daemon.service", "--after-cursor=x", "--output=cat"),
        log.since(Scene.DAEMON, "--after-cursor=x"));
  }

  @Test
  void whatTheProgramComplainsAboutIsSaid() throws IOException {
    assertTrue(failure(log("echo 'no journal' >&2; exit 1")).contains("no journal"));
    assertTrue(failure(log("exit 0")).contains("no entry"));
  }

  @Test
  void withoutTheProgramTheMessageSaysWhatToInstall() {
    UnitLog log = new JournalctlLog(new Tools(List.of(directory)));
    assertTrue(failure(log).contains("journalctl is in none of " + directory));
  }
}
