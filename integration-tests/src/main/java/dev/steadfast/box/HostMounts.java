package dev.steadfast.box;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which paths of the host a box would not see: an overlay of {@code /} has nothing of what is
 * mounted below it, and the box puts file systems of its own on some directories.
 */
final class HostMounts {
  private static final List<Path> HIDDEN =
      List.of(Path.of("/tmp"), Path.of("/run"), Path.of("/dev"), Path.of("/nix"));

  private final List<Path> mountPoints;

  private HostMounts(List<Path> mountPoints) {
    this.mountPoints = mountPoints;
  }

  static HostMounts read() {
    try {
      return new HostMounts(
          Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
              .map(line -> Path.of(line.split(" ", 6)[4].replace("\\040", " ")))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What to bind into the box so that it sees all of {@code wanted}; as few and as high paths as
   * possible.
   */
  SortedSet<Path> toBind(Iterable<Path> wanted) {
    SortedSet<Path> binds = new TreeSet<>();
    for (Path path : wanted) {
      Path mount = mountOf(path);
      Path root = path.getRoot();
      if (!mount.equals(root)) {
        binds.add(mount);
      } else {
        HIDDEN.stream()
            .filter(hidden -> path.startsWith(hidden) && !path.equals(hidden))
            .forEach(hidden -> binds.add(hidden.resolve(path.getName(hidden.getNameCount()))));
      }
    }
    return binds;
  }

  /** The JDK and every entry of the class path that exists. */
  static List<Path> ofThisProgram() {
    List<Path> paths = new ArrayList<>();
    paths.add(Path.of(System.getProperty("java.home")));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry).toAbsolutePath().normalize();
      if (Files.exists(path)) {
        paths.add(path);
      }
    }
    return paths;
  }

  private Path mountOf(Path path) {
    Path best = path.getRoot();
    for (Path mount : mountPoints) {
      if (path.startsWith(mount) && mount.getNameCount() > best.getNameCount()) {
        best = mount;
      }
    }
    return best;
  }
}
