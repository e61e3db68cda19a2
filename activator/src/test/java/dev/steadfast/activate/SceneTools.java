package dev.steadfast.activate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The helper programs of a {@link Scene}, as shell scripts, and what it consists of. */
final class SceneTools {
  /** Prints the answer that lies in a directory; only what the shell itself can do. */
  static final String CLIENT =
      """
      [ -e "$1/$2" ] || { echo "no server" >&2; exit 2; }
      while IFS= read -r line; do printf '%s\\n' "$line"; done < "$1/$2"
      """;

  /** Leaves its own arguments in a file and runs the command as whoever runs the test. */
  static final String SETPRIV =
      """
      : > "$0.args"
      while [ "$1" != -- ]; do echo "$1" >> "$0.args"; shift; done
      shift
      exec "$@"
      """;

  private SceneTools() {}

  /** All paths below a directory, links with their targets, sorted. */
  static List<String> paths(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.sorted().map(SceneTools::described).toList();
    }
  }

  private static String described(Path path) {
    try {
      return Files.isSymbolicLink(path) ? path + " -> " + Files.readSymbolicLink(path) : "" + path;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
