package dev.steadfast.kernel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.store.PathBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls to the real kernel that need no device. */
class SystemCallsTest {
  @TempDir Path directory;

  @Test
  void syncsTheFileSystemOfADirectoryAndOfAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    assertDoesNotThrow(() -> FileSystems.sync(directory));
    assertDoesNotThrow(() -> FileSystems.sync(file));
  }

  @Test
  void cannotSyncWhatDoesNotExist() {
    Path missing = directory.resolve("missing");
    SystemCallException failed =
        assertThrows(SystemCallException.class, () -> FileSystems.sync(missing));
    assertEquals("No such file or directory", failed.getMessage());
  }

  @Test
  void namesReachTheKernelByteForByte() throws IOException {
    Path name = PathBytes.path("caf\u00e9\u00ff".getBytes(StandardCharsets.ISO_8859_1));
    Path file = Files.createFile(directory.resolve(name));
    assertDoesNotThrow(() -> FileSystems.sync(file));
  }

  /** Not EPERM alone: as root the kernel looks at the file, and tells one from the other. */
  @Test
  void whatIsNoSwapSpaceIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "no swap space");
    SystemCallException failed =
        assertThrows(SystemCallException.class, () -> Swap.off(file.toString()));
    assertTrue(
        List.of("Invalid argument", "Operation not permitted").contains(failed.getMessage()),
        failed.getMessage());
    assertThrows(SystemCallException.class, () -> Swap.off(directory + "/missing"));
  }
}
