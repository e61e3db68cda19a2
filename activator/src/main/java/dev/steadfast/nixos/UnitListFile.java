package dev.steadfast.nixos;

import dev.steadfast.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A list of units that NixOS's own program, activation scripts and we read and write: one name a
 * line; lines may repeat, empty ones mean nothing, and white space is part of a name.
 *
 * <p>Whatever instant we are killed at, the file is the old or the new one as a whole. Lines that
 * are not ours keep their bytes.
 */
public record UnitListFile(Path file) {
  private static final String USERS = "nixos";

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

  /**
   * The directory of a user's lists; made for that user alone if it is missing.
   *
   * @param runtimeDirectory {@code $XDG_RUNTIME_DIR}
   */
  public static Path directoryOfUser(Path runtimeDirectory) throws IOException {
    Path directory = runtimeDirectory.resolve(USERS);
    if (!Files.isDirectory(directory)) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return directory;
  }

  /** Whether there is a list, be it an empty one. */
  public boolean exists() {
    return Files.exists(file);
  }

  /** Each name once, as {@link ByteText}; none without a file. */
  public SortedSet<String> read() throws IOException {
    return new TreeSet<>(lines());
  }

  /** Adds names behind those that are there; the directory must exist. */
  public void append(Collection<String> names) throws IOException {
    if (!names.isEmpty()) {
      List<String> all = lines();
      all.addAll(names);
      write(all);
    }
  }

  /** Takes a name out, every time that it is there; the file stays. */
  public void takeOut(String name) throws IOException {
    List<String> all = lines();
    if (all.removeIf(name::equals)) {
      write(all);
    }
  }

  public void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
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

  /** Always by the same name beside, so that a killed run leaves at most one. */
  private void write(List<String> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    Path beside = file.resolveSibling("." + file.getFileName() + ".steadfast");
    Files.write(beside, ByteText.encode(text.toString()));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
