package dev.steadfast.store;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** One path followed through its links, component by component, inside a view. */
final class LinkWalk {
  private static final int MAX_LINKS = 40;
  private static final FoundFile NULL_DEVICE =
      new FoundFile(Path.of("/dev/null"), FoundFile.Kind.NULL_DEVICE, 0);
  private static final Path STORE = Path.of(StorePath.PREFIX);
  private static final FoundFile TOP = new FoundFile(Path.of("/"), FoundFile.Kind.DIRECTORY, 0);

  private final SystemRoot root;
  private final Path asked;
  private final Set<Path> storeDirectories;
  private final Deque<Path> open = new ArrayDeque<>();
  private FoundFile done = TOP;
  private int links;

  /**
   * @param storeDirectories the store, the objects in it and the directories above that were met
   *     and are no links; grows
   */
  LinkWalk(SystemRoot root, Path asked, Set<Path> storeDirectories) {
    this.root = root;
    this.asked = asked;
    this.storeDirectories = storeDirectories;
    if (asked.startsWith(STORE) && storeDirectories.contains(STORE)) {
      done = new FoundFile(STORE, FoundFile.Kind.DIRECTORY, 0);
      push(asked, STORE.getNameCount());
    } else {
      push(asked, 0);
    }
  }

  FoundFile end() throws IOException {
    while (!open.isEmpty()) {
      if (leadsToNullDevice()) {
        return NULL_DEVICE;
      }
      Path here = step(done.path(), open.pop());
      if (!open.isEmpty() && storeDirectories.contains(here)) {
        done = new FoundFile(here, FoundFile.Kind.DIRECTORY, 0);
      } else {
        enter(here);
      }
    }
    return done;
  }

  /** By its name alone: the view need not have a {@code /dev}. */
  private boolean leadsToNullDevice() {
    return open.size() == 2
        && done.equals(TOP)
        && open.getFirst().equals(NULL_DEVICE.path().getName(0))
        && open.getLast().equals(NULL_DEVICE.path().getName(1));
  }

  private void enter(Path here) throws IOException {
    BasicFileAttributes attributes = attributes(here);
    if (attributes.isSymbolicLink()) {
      follow(here);
    } else if (attributes.isDirectory()) {
      done = new FoundFile(here, FoundFile.Kind.DIRECTORY, 0);
      if (isStoreDirectory(here)) {
        storeDirectories.add(here);
      }
    } else if (!open.isEmpty()) {
      throw new NotDirectoryException(asked.toString());
    } else if (attributes.isRegularFile()) {
      done = new FoundFile(here, FoundFile.Kind.REGULAR, attributes.size());
    } else {
      done = new FoundFile(here, FoundFile.Kind.OTHER, 0);
    }
  }

  private void follow(Path link) throws IOException {
    if (++links > MAX_LINKS) {
      throw new FileSystemLoopException(asked.toString());
    }
    Path target = root.linkAt(link);
    if (target.isAbsolute()) {
      done = TOP;
    }
    push(target, 0);
  }

  private BasicFileAttributes attributes(Path here) throws IOException {
    try {
      return root.attributes(here);
    } catch (NoSuchFileException missing) {
      NoSuchFileException named = new NoSuchFileException(asked.toString());
      named.initCause(missing);
      throw named;
    }
  }

  private void push(Path path, int first) {
    for (int i = path.getNameCount() - 1; i >= first; i--) {
      open.push(path.getName(i));
    }
  }

  /** The store, an object in it, or a directory above: immutable enough to be looked at once. */
  private static boolean isStoreDirectory(Path path) {
    return STORE.startsWith(path)
        || (path.getNameCount() == STORE.getNameCount() + 1 && path.startsWith(STORE));
  }

  /** One component on from a directory; {@code ..} at the top stays there. */
  static Path step(Path from, Path name) {
    return switch (name.toString()) {
      case "", "." -> from;
      case ".." -> from.getParent() == null ? from : from.getParent();
      default -> from.resolve(name);
    };
  }
}
