package dev.steadfast.activate;

/** The helper programs of a {@link Scene}, as shell scripts. */
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
}
