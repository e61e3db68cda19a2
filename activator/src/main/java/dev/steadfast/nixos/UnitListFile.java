package dev.steadfast.nixos;

import dev.steadfast.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A list of units that NixOS's own program, activation scripts and we read and write: one name a
 * line; lines may repeat, empty ones mean nothing, and white space is part of a name.
 */
public record UnitListFile(Path file) {
  /** The lists of one directory, {@code /run/nixos} for the system. */
  public enum Kind {
    /** Left by an interrupted switch: to be started. */
    START("start-list"),
    /** Left by an interrupted switch: to be restarted. */
    RESTART("restart-list"),
    /** Left by an interrupted switch: to be reloaded. */
    RELOAD("reload-list"),
    /** Left by an activation script: to be restarted. */
    ACTIVATION_RESTART("activation-restart-list"),
    /** Left by an activation script: to be reloaded. */
    ACTIVATION_RELOAD("activation-reload-list"),
    /** Left by a dry activation script: would be restarted. */
    DRY_RESTART("dry-activation-restart-list"),
    /** Left by a dry activation script: would be reloaded. */
    DRY_RELOAD("dry-activation-reload-list");

    private final String fileName;

    Kind(String fileName) {
      this.fileName = fileName;
    }

    /** The list in a directory. */
    public UnitListFile in(Path directory) {
      return new UnitListFile(directory.resolve(fileName));
    }
  }

  /** Whether there is a list, be it an empty one. */
  public boolean exists() {
    return Files.exists(file);
  }

  /** Each name once, as {@link ByteText}; none without a file. */
  public SortedSet<String> read() throws IOException {
    SortedSet<String> lines = new TreeSet<>();
    try {
      for (String line : ByteText.decode(Files.readAllBytes(file)).split("\n", -1)) {
        if (!line.isEmpty()) {
          lines.add(line);
        }
      }
    } catch (NoSuchFileException none) {
      return lines;
    }
    return lines;
  }

  public void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
