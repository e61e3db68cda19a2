package dev.steadfast.activate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the helper programs are looked for; the search path of the caller is not used.
 *
 * @param directories in the order in which they are searched
 */
public record Tools(List<Path> directories) {
  public Tools {
    directories = List.copyOf(directories);
  }

  /** A program that an activation may need. */
  public enum Tool {
    /** Runs a command as a unit's user. */
    SETPRIV("setpriv", "util-linux"),
    /** Makes a mount namespace for a command. */
    UNSHARE("unshare", "util-linux"),
    /** Shows a command another directory in a place. */
    MOUNT("mount", "util-linux"),
    /** Does two things one after the other. */
    SHELL("sh", "a shell"),
    /** Reads what a unit has logged. */
    JOURNALCTL("journalctl", "systemd");

    private final String file;
    private final String origin;

    Tool(String file, String origin) {
      this.file = file;
      this.origin = origin;
    }
  }

  /** The directories of the running system. */
  public static Tools ofSystem() {
    return new Tools(
        List.of(Path.of("/run/current-system/sw/bin"), Path.of("/usr/bin"), Path.of("/bin")));
  }

  /** Absolute path of a tool, if there is one that can be executed. */
  public Optional<Path> find(Tool tool) {
    for (Path directory : directories) {
      Path candidate = directory.resolve(tool.file);
      if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** What to tell the operator about a tool that was not found. */
  String missing(Tool tool) {
    return "error: the helper "
        + tool.file
        + " is in none of "
        + String.join(", ", directories.stream().map(Path::toString).toList())
        + "; install "
        + tool.origin
        + " there";
  }
}
