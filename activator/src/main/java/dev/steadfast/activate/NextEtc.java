package dev.steadfast.activate;

import dev.steadfast.activate.Tools.Tool;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Runs commands that see {@code /etc} as it will be once a toplevel is active, before it is.
 *
 * <p>A scratch directory holds a tree of links, to the toplevel's files and to those of the {@code
 * /etc} of now; in a mount namespace of its own the command finds that tree as {@code /etc}. It is
 * gone after {@link #close}.
 */
final class NextEtc implements AutoCloseable {
  /** What the namespace needs besides the tool that makes it. */
  static final SortedSet<Tool> TOOLS = new TreeSet<>(List.of(Tool.UNSHARE, Tool.MOUNT, Tool.SHELL));

  private static final Path ETC = Path.of("/etc");
  private static final Path STATIC = Path.of("static");
  private static final String ENTER =
      """
      { "$1" --rbind /etc "$2/now" && "$1" --bind "$2/next" /etc; } || exit 126
      shift 2
      exec "$@"
      """;
  private final Tools tools;
  private final Optional<Path> scratch;

  private NextEtc(Tools tools, Optional<Path> scratch) {
    this.tools = tools;
    this.scratch = scratch;
  }

  /** Whether a toplevel brings another {@code /etc} than there is now. */
  static boolean differs(SystemRoot host, Path toplevel) throws IOException {
    Path next = toplevel.resolve("etc");
    Path now = ETC.resolve(STATIC);
    return host.exists(next) && !(host.exists(now) && host.resolve(now).equals(host.resolve(next)));
  }

  /**
   * Prepares it.
   *
   * @param where directory that gets the scratch directory
   */
  static NextEtc of(SystemRoot host, Path toplevel, Path where, Tools tools) throws IOException {
    if (!differs(host, toplevel)) {
      return new NextEtc(tools, Optional.empty());
    }
    NextEtc etc =
        new NextEtc(tools, Optional.of(Files.createTempDirectory(where, "steadfast-etc")));
    try {
      etc.build(host, toplevel);
      return etc;
    } catch (IOException failed) {
      etc.close();
      throw failed;
    }
  }

  private void build(SystemRoot host, Path toplevel) throws IOException {
    Path top = scratch.orElseThrow();
    // The service's user has to get through.
    Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectory(top.resolve("now"));
    new Tree(host.activated(toplevel), host.resolve(toplevel.resolve("etc")), top).copy(ETC);
  }

  /** Copies the shape of the next {@code /etc} as links. */
  private record Tree(SystemRoot view, Path next, Path top) {
    void copy(Path directory) throws IOException {
      Path copy = top.resolve("next").resolve(ETC.relativize(directory));
      Files.createDirectory(copy);
      for (Path name : view.list(directory)) {
        Path inside = ETC.relativize(directory.resolve(name));
        Path now = ETC.resolve(inside);
        boolean isNext = Files.exists(next.resolve(inside), LinkOption.NOFOLLOW_LINKS);
        if (name.equals(STATIC) && directory.equals(ETC)) {
          continue;
        }
        if (Files.isDirectory(now, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(now)) {
          copy(now);
        } else {
          Path target = isNext ? next.resolve(inside) : top.resolve("now").resolve(inside);
          Files.createSymbolicLink(copy.resolve(name), target);
        }
      }
      if (directory.equals(ETC)) {
        Files.createSymbolicLink(copy.resolve(STATIC), next);
      }
    }
  }

  /** The command that runs another one where it sees the next {@code /etc}. */
  List<String> around(List<String> argv) {
    if (scratch.isEmpty()) {
      return argv;
    }
    List<String> all = new ArrayList<>(List.of(path(Tool.UNSHARE), "--mount"));
    all.addAll(List.of("--propagation", "private", "--", path(Tool.SHELL), "-c", ENTER, "enter"));
    all.addAll(List.of(path(Tool.MOUNT), scratch.get().toString()));
    all.addAll(argv);
    return all;
  }

  private String path(Tool tool) {
    return tools
        .find(tool)
        .orElseThrow(() -> new IllegalStateException(tools.missing(tool)))
        .toString();
  }

  /** Removes the scratch directory; what stays of it does no harm. */
  @Override
  public void close() throws IOException {
    if (scratch.isEmpty()) {
      return;
    }
    try (Stream<Path> all = Files.walk(scratch.get())) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
