package dev.steadfast.process;

import static java.util.Objects.requireNonNull;

import dev.steadfast.process.Unseen.Why;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * The proof that every process of a unit sees the new configuration where it knows the old one,
 * taken after the handover and before the signal.
 *
 * <p>The processes are listed once: one that is forked later has its parent's view. Processes that
 * end meanwhile do not count.
 */
public final class Visibility {
  private final ProcFs processes;
  private final SystemRoot host;

  /**
   * What the processes should see.
   *
   * @param knownAs path as the processes know it
   * @param content path on the host
   */
  public record Shown(Path knownAs, Path content) {}

  /**
   * A file, whatever its path.
   *
   * @param key device and inode
   */
  private record FileId(Object key) {
    static FileId of(Path located) throws IOException {
      return new FileId(
          requireNonNull(
              Files.readAttributes(located, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                  .fileKey()));
    }
  }

  /** Processes with equal views find the same file at each path. */
  private record View(Path namespace, Path root, FileId rootDirectory) {}

  /** What one process, which was there from beginning to end, does not see. */
  private record Findings(Optional<View> view, List<Unseen> unseen) {}

  /** What is to be seen, read once from the host. */
  private record Expected(Path knownAs, FileId file, boolean directory, SortedSet<Path> named) {}

  /**
   * @param proc where {@code /proc} is
   */
  public Visibility(Path proc) {
    this.processes = new ProcFs(proc);
    this.host = SystemRoot.host();
  }

  /**
   * Looks for reasons against a reload.
   *
   * @param controlGroup of the unit, as systemd names it
   * @return sorted by process, then in the order of {@code shown}; a hidden reference once for all
   *     processes that share a view; empty if all is proved
   * @throws IOException if the control groups cannot be read
   */
  public List<Unseen> unseen(String controlGroup, List<Shown> shown) throws IOException {
    List<Unseen> all = new ArrayList<>();
    List<Expected> expected = new ArrayList<>();
    for (Shown each : shown) {
      expect(each, expected, all);
    }
    List<Long> pids = processes.processes(controlGroup);
    if (pids.isEmpty()) {
      all.add(new Unseen(0, Path.of(controlGroup), Why.NO_PROCESS));
    }
    Set<View> known = new HashSet<>();
    for (long pid : pids) {
      if (pid == 0) {
        all.add(new Unseen(0, Path.of(controlGroup), Why.NOT_READABLE));
        continue;
      }
      Optional<Findings> findings =
          processes.unlessEnded(pid, () -> findings(pid, expected, known));
      if (findings.isPresent()) {
        findings.get().view().ifPresent(known::add);
        all.addAll(findings.get().unseen());
      }
    }
    return List.copyOf(all);
  }

  private void expect(Shown shown, List<Expected> expected, List<Unseen> all) {
    try {
      Path content = host.locate(shown.content());
      boolean directory = Files.isDirectory(content, LinkOption.NOFOLLOW_LINKS);
      SortedSet<Path> named = NamedPaths.in(host, shown.content());
      expected.add(new Expected(shown.knownAs(), FileId.of(content), directory, named));
    } catch (NamedPaths.TooLarge large) {
      all.add(new Unseen(0, shown.content(), Why.TOO_LARGE));
    } catch (IOException unreadable) {
      all.add(new Unseen(0, shown.content(), Why.NO_CONTENT));
    }
  }

  private Findings findings(long pid, List<Expected> expected, Set<View> known) {
    List<Unseen> unseen = new ArrayList<>();
    Optional<View> view = Optional.empty();
    try {
      view = Optional.of(viewOf(pid));
      boolean isKnown = known.contains(view.get());
      for (Expected each : expected) {
        compare(pid, each, unseen);
        if (!isKnown) {
          findHidden(pid, each, unseen);
        }
        if (each.directory()) {
          findHeldDirectories(pid, each.knownAs(), unseen);
        }
      }
    } catch (IOException unreadable) {
      unseen.add(new Unseen(pid, processes.of(pid), Why.NOT_READABLE));
    }
    return new Findings(view, unseen);
  }

  private View viewOf(long pid) throws IOException {
    Path root = processes.of(pid).resolve("root");
    FileId directory = FileId.of(root.resolve("."));
    return new View(processes.mountNamespace(pid), Files.readSymbolicLink(root), directory);
  }

  private void compare(long pid, Expected expected, List<Unseen> unseen) throws IOException {
    try {
      FileId found = FileId.of(processes.view(pid).locate(expected.knownAs()));
      if (!found.equals(expected.file())) {
        unseen.add(new Unseen(pid, expected.knownAs(), Why.OTHER_FILE));
      }
    } catch (NoSuchFileException | NotDirectoryException | FileSystemLoopException missing) {
      unseen.add(new Unseen(pid, expected.knownAs(), Why.MISSING));
    }
  }

  private void findHidden(long pid, Expected expected, List<Unseen> unseen) throws IOException {
    SystemRoot view = processes.view(pid);
    for (Path named : expected.named()) {
      if (!view.exists(named)) {
        unseen.add(new Unseen(pid, named, Why.HIDDEN_REFERENCE));
      }
    }
  }

  /** A directory that is held keeps its old content, whatever is mounted over it. */
  private void findHeldDirectories(long pid, Path directory, List<Unseen> unseen)
      throws IOException {
    Path process = processes.of(pid);
    Path known = processes.view(pid).resolve(directory);
    if (isBelow(process.resolve("cwd"), known)) {
      unseen.add(new Unseen(pid, directory, Why.WORKING_DIRECTORY));
    }
    for (Path descriptor : ProcFs.entries(process.resolve("fd"))) {
      if (isBelow(descriptor, known) && Files.isDirectory(descriptor)) {
        unseen.add(new Unseen(pid, directory, Why.DIRECTORY_DESCRIPTOR));
      }
    }
  }

  private static boolean isBelow(Path link, Path directory) throws IOException {
    try {
      return Files.readSymbolicLink(link).startsWith(directory);
    } catch (NoSuchFileException closed) {
      return false;
    }
  }
}
