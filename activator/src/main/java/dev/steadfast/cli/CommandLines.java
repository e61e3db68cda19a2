package dev.steadfast.cli;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import java.nio.file.Path;

/** What the command lines have in common. */
final class CommandLines {
  private CommandLines() {}

  /**
   * A problem with the arguments of a command: one line that ends with what to do.
   *
   * @param problem without a full stop
   */
  static Diagnostic misuse(String command, String problem) {
    Location place = new Location("steadfast " + command, 0);
    return Diagnostic.error(place, problem + "; see steadfast --help", "");
  }

  /**
   * A path given on the command line, absolute inside a root.
   *
   * @param path a relative one begins in the working directory; below another root, at its top
   */
  static Path inside(Path root, Path path) {
    Path start = root.equals(Path.of("/")) ? Path.of("").toAbsolutePath() : Path.of("/");
    return start.resolve(path);
  }
}
