package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.activate.Tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {
  @TempDir private Path directory;

  private Path program(String name, String mode) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void theFirstThatCanBeExecutedIsTaken() throws IOException {
    program("a/setpriv", "rw-r--r--");
    Files.createDirectories(directory.resolve("b/setpriv"));
    Path third = program("c/setpriv", "rwxr-xr-x");
    program("d/setpriv", "rwxr-xr-x");
    Tools tools = new Tools(List.of("a", "b", "c", "d").stream().map(directory::resolve).toList());
    assertEquals(Optional.of(third), tools.find(Tool.SETPRIV));
    assertEquals(Optional.empty(), tools.find(Tool.JOURNALCTL));
  }

  @Test
  void aMissingToolIsNamedWithWhatToDo() {
    assertEquals(
        "error: the helper setpriv is in none of /run/current-system/sw/bin, /usr/bin, /bin;"
            + " install util-linux there",
        Tools.ofSystem().missing(Tool.SETPRIV));
  }
}
