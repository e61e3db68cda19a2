package dev.steadfast.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Read-only view of a file system below a prefix, such as {@code /}, a {@code --root} directory or
 * {@code /proc/PID/root}.
 *
 * <p>All paths given are absolute <em>inside</em> the view. Symbolic links are resolved here, one
 * component at a time: the kernel would resolve an absolute link against the caller's own root and
 * so leave the prefix. {@code /dev/null} exists in every view, also where the prefix has no {@code
 * /dev}: units are masked by links to it.
 */
public final class SystemRoot {
  private static final Path TOP = Path.of("/");

  private final Path prefix;
  private final Optional<EtcOfToplevel> etc;
  private final Set<Path> storeDirectories = ConcurrentHashMap.newKeySet();
  private final Map<Path, FoundFile> storeFiles = new ConcurrentHashMap<>();

  private SystemRoot(Path prefix, Optional<EtcOfToplevel> etc) {
    this.prefix = prefix;
    this.etc = etc;
  }

  /** The file system of this process. */
  public static SystemRoot host() {
    return new SystemRoot(TOP, Optional.empty());
  }

  /** The file system below a directory. */
  public static SystemRoot under(Path prefix) {
    return new SystemRoot(prefix.toAbsolutePath(), Optional.empty());
  }

  /**
   * The same file system as it is once a toplevel is activated: its {@code etc} lies over {@code
   * /etc}, and what another generation has linked there is gone. A toplevel without {@code etc}
   * changes nothing.
   */
  public SystemRoot activated(Path toplevel) throws IOException {
    Path link = toplevel.resolve("etc");
    return exists(link)
        ? new SystemRoot(prefix, Optional.of(new EtcOfToplevel(link, resolve(link))))
        : this;
  }

  /**
   * What a path of the view leads to.
   *
   * @throws NoSuchFileException if a component does not exist; it names the path that was asked for
   * @throws NotDirectoryException if something follows a component that is no directory
   * @throws FileSystemLoopException after 40 links, as the kernel does
   */
  public FoundFile find(Path path) throws IOException {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not absolute in the view: " + path);
    }
    return new LinkWalk(this, path, storeDirectories).end();
  }

  /**
   * As {@link #find}, and for a path in the store remembered: two generations share most of their
   * files, and an object of the store never changes. Not for asking whether it is still there.
   */
  public FoundFile findOnce(Path path) throws IOException {
    FoundFile known = storeFiles.get(path);
    if (known == null) {
      known = find(path);
      if (StorePath.holding(path).isPresent()) {
        storeFiles.put(path, known);
      }
    }
    return known;
  }

  /** The path with every link in it resolved, inside the view; fails as {@link #find} does. */
  public Path resolve(Path path) throws IOException {
    return find(path).path();
  }

  /** Where this process can open a path of the view, links resolved. */
  public Path locate(Path path) throws IOException {
    return onHost(resolve(path));
  }

  public byte[] read(Path path) throws IOException {
    return Files.readAllBytes(locate(path));
  }

  /** The file as {@link ByteText}. */
  public String text(Path path) throws IOException {
    return ByteText.decode(read(path));
  }

  /**
   * Exists; a dangling link, a loop of links and a path below a file do not.
   *
   * @throws IOException if that cannot be told, such as without permission to look
   */
  public boolean exists(Path path) throws IOException {
    try {
      resolve(path);
      return true;
    } catch (NoSuchFileException | NotDirectoryException | FileSystemLoopException missing) {
      return false;
    }
  }

  public boolean isDirectory(Path path) throws IOException {
    return find(path).kind() == FoundFile.Kind.DIRECTORY;
  }

  /** Names in a directory, with their bytes and sorted by them. */
  public List<Path> list(Path directory) throws IOException {
    Path resolved = resolve(directory);
    SortedSet<Path> names = new TreeSet<>();
    if (etc.isEmpty() || !etc.get().covers(resolved)) {
      addNames(onHost(resolved), names);
      return List.copyOf(names);
    }
    for (Path place : List.of(below(etc.get().inToplevel(resolved)), below(resolved))) {
      if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        addNames(place, names);
      }
    }
    names.removeIf(
        name -> !Files.exists(onHost(resolved.resolve(name)), LinkOption.NOFOLLOW_LINKS));
    return List.copyOf(names);
  }

  private static void addNames(Path directory, SortedSet<Path> names) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(entry.getFileName());
      }
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
  }

  /** The target of a link as written, empty if the last component is no link. */
  public Optional<Path> linkTarget(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      return Optional.empty();
    }
    Path link = LinkWalk.step(resolve(parent), path.getFileName());
    try {
      return Optional.of(linkAt(link));
    } catch (NotLinkException file) {
      return Optional.empty();
    }
  }

  /** The target of a link whose own path has no link before the last component. */
  Path linkAt(Path resolved) throws IOException {
    return Files.readSymbolicLink(onHost(resolved));
  }

  /** What stands at a path without a link before the last component, which may be one. */
  BasicFileAttributes attributes(Path resolved) throws IOException {
    return Files.readAttributes(
        onHost(resolved), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Where the kernel finds a path of the view whose links are resolved already. */
  private Path onHost(Path resolved) {
    if (etc.isEmpty() || !etc.get().covers(resolved)) {
      return below(resolved);
    }
    if (resolved.equals(EtcOfToplevel.ETC)) {
      Path there = below(resolved);
      return Files.exists(there, LinkOption.NOFOLLOW_LINKS) ? there : below(etc.get().directory());
    }
    Path inToplevel = below(etc.get().inToplevel(resolved));
    boolean isNew = Files.exists(inToplevel, LinkOption.NOFOLLOW_LINKS);
    return isNew || isLinkOfActivation(below(resolved)) ? inToplevel : below(resolved);
  }

  private static boolean isLinkOfActivation(Path file) {
    try {
      return Files.isSymbolicLink(file)
          && EtcOfToplevel.isOfActivation(Files.readSymbolicLink(file));
    } catch (IOException goneMeanwhile) {
      return false;
    }
  }

  private Path below(Path path) {
    if (prefix.equals(TOP)) {
      return path;
    }
    return path.equals(TOP) ? prefix : prefix.resolve(path.subpath(0, path.getNameCount()));
  }
}
