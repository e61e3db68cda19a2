package dev.steadfast.process;

import dev.steadfast.store.ByteText;
import dev.steadfast.store.PathBytes;
import dev.steadfast.store.StorePath;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds under which path the host has a file that a process sees, also if something is mounted over
 * the path that the process knows.
 */
public final class Origin {
  private final Path proc;
  private final SystemRoot host;

  /**
   * Looks from the mount namespace of the caller, which is taken for the host's.
   *
   * @param proc where {@code /proc} is
   */
  public Origin(Path proc) {
    this.proc = proc;
    this.host = SystemRoot.host();
  }

  /**
   * The path on the host of what a process finds.
   *
   * @return empty if the host has no path for it, for example because it was removed there
   * @throws IOException if the process finds nothing there, or may not be looked at
   */
  public Optional<Path> of(long pid, Path knownAs) throws IOException {
    Path process = proc.resolve(Long.toString(pid));
    SystemRoot view = SystemRoot.under(process.resolve("root"));
    Path seen = view.resolve(knownAs);
    Object file = key(view.locate(seen));
    List<Path> candidates = new ArrayList<>(List.of(seen));
    Optional<Mount> mount = covering(seen, mounts(process));
    if (mount.isPresent()) {
      candidates.addAll(onHost(mount.get(), seen));
    }
    for (Path candidate : candidates) {
      if (isOnHost(candidate, file)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /**
   * The files on the host that are mounted in the store in a process's namespace, those too over
   * which others lie: when one is removed, all that lie over it are detached.
   *
   * @return sorted; those that the host has no path for are left out
   */
  SortedSet<Path> mounted(long pid) throws IOException {
    SortedSet<Path> files = new TreeSet<>();
    for (Mount mount : mounts(proc.resolve(Long.toString(pid)))) {
      if (mount.mountPoint().startsWith(StorePath.PREFIX)) {
        files.addAll(onHost(mount, PathBytes.path(mount.mountPoint())));
      }
    }
    return files;
  }

  /** The mount that a path lies in: the longest mount point, and of equal ones the last. */
  private static Optional<Mount> covering(Path path, List<Mount> mounts) {
    Optional<Mount> found = Optional.empty();
    int longest = -1;
    for (Mount mount : mounts) {
      Path point = PathBytes.path(mount.mountPoint());
      if (path.startsWith(point) && point.getNameCount() >= longest) {
        longest = point.getNameCount();
        found = Optional.of(mount);
      }
    }
    return found;
  }

  /** Where the host has mounted that part of the same file system. */
  private List<Path> onHost(Mount mount, Path seen) throws IOException {
    Path inside =
        PathBytes.path(mount.root()).resolve(PathBytes.path(mount.mountPoint()).relativize(seen));
    List<Path> paths = new ArrayList<>();
    for (Mount other : mounts(proc.resolve("self"))) {
      Path root = PathBytes.path(other.root());
      if (other.device().equals(mount.device()) && inside.startsWith(root)) {
        paths.add(PathBytes.path(other.mountPoint()).resolve(root.relativize(inside)));
      }
    }
    return paths;
  }

  private boolean isOnHost(Path candidate, Object file) throws IOException {
    try {
      return key(host.locate(candidate)).equals(file);
    } catch (NoSuchFileException | NotDirectoryException missing) {
      return false;
    }
  }

  /** Device and inode. */
  private static Object key(Path located) throws IOException {
    return Objects.requireNonNull(
        Files.readAttributes(located, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
            .fileKey());
  }

  private static List<Mount> mounts(Path process) throws IOException {
    return Mount.parse(ByteText.decode(Files.readAllBytes(process.resolve("mountinfo"))));
  }
}
