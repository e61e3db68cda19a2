package dev.steadfast.process;

import dev.steadfast.store.ByteText;
import dev.steadfast.store.PathBytes;
import dev.steadfast.store.StorePath;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The processes of this machine, read from {@code /proc}. Source: proc(5).
 *
 * <p>Methods throw {@link IOException} when a process is there but may not be looked at.
 */
public final class ProcFs {
  private final Path proc;

  /**
   * @param proc where {@code /proc} is
   */
  public ProcFs(Path proc) {
    this.proc = proc;
  }

  /**
   * A process.
   *
   * @param invocationId systemd's, of the unit whose main process it is
   * @return empty if it has ended, also if it did so while it was read
   */
  public Optional<LiveProcess> read(long pid, String invocationId) throws IOException {
    return unlessEnded(pid, () -> readNow(pid, invocationId));
  }

  private LiveProcess readNow(long pid, String invocationId) throws IOException {
    Path process = of(pid);
    String bootId = Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
    Path executable = Files.readSymbolicLink(process.resolve("exe"));
    return new LiveProcess(
        new Identity(bootId, invocationId, pid, stat(pid).startTime(), executable),
        arguments(process),
        environment(process),
        !mountNamespace(pid).equals(mountNamespace(1)),
        storeMounts(process),
        new TreeMap<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        List.of(),
        view(pid));
  }

  /** Looks what paths lead a process to: links, and what is mounted in its own namespace. */
  public LiveProcess showing(LiveProcess process, Collection<Path> paths) throws IOException {
    SortedMap<Path, Path> shown = new TreeMap<>();
    Origin origin = new Origin(proc);
    for (Path path : paths) {
      if (process.view().exists(path)) {
        origin.of(process.identity().mainPid(), path).ifPresent(file -> shown.put(path, file));
      }
    }
    return process.withShown(shown, origin.mounted(process.identity().mainPid()));
  }

  /**
   * Looks whether a process sees what it shall read.
   *
   * @param known paths as the process knows them
   * @param content files on the host; what they name in the store must be visible, too
   */
  public LiveProcess missing(
      LiveProcess process, SystemRoot host, Collection<Path> known, Collection<Path> content)
      throws IOException {
    SortedSet<Path> needed = new TreeSet<>(known);
    for (Path file : content) {
      try {
        needed.addAll(NamedPaths.in(host, file));
      } catch (NamedPaths.TooLarge | NoSuchFileException unproved) {
        needed.add(file);
      }
    }
    SortedSet<Path> hidden = new TreeSet<>();
    for (Path path : needed) {
      if (!process.view().exists(path)) {
        hidden.add(path);
      }
    }
    return process.withHidden(hidden);
  }

  /**
   * Looks which processes of a unit would not see what is mounted for its main process.
   *
   * @param controlGroup of the unit, as systemd names it
   */
  public LiveProcess amongOthers(LiveProcess process, String controlGroup) throws IOException {
    Path namespace = mountNamespace(process.identity().mainPid());
    List<Long> strangers = new ArrayList<>();
    for (long pid : processes(controlGroup)) {
      Optional<Path> other =
          pid == 0 ? Optional.empty() : unlessEnded(pid, () -> mountNamespace(pid));
      if (other.isPresent() && !other.get().equals(namespace)) {
        strangers.add(pid);
      }
    }
    return process.withStrangers(strangers);
  }

  /** Whether a process finds under a path the very file that the host has under another one. */
  public boolean shows(LiveProcess process, Path knownAs, SystemRoot host, Path content)
      throws IOException {
    return process.view().exists(knownAs)
        && host.exists(content)
        && Files.isSameFile(process.view().locate(knownAs), host.locate(content));
  }

  /** The process's own file system; looking into it needs the right to trace the process. */
  SystemRoot view(long pid) {
    return SystemRoot.under(of(pid).resolve("root"));
  }

  /** Names the mount namespace; equal for two processes that share it. */
  Path mountNamespace(long pid) throws IOException {
    return Files.readSymbolicLink(of(pid).resolve("ns/mnt"));
  }

  /**
   * The processes of a control group and of all below it, sorted.
   *
   * @param controlGroup as systemd names it, beginning with a slash
   * @return empty if there is no such group; 0 stands for a process outside our PID namespace
   */
  public List<Long> processes(String controlGroup) throws IOException {
    return new ControlGroups(proc).processes(controlGroup);
  }

  /**
   * The direct children of a process, those that have ended left out.
   *
   * @param controlGroup where they are looked for: each process there is asked for its parent, as
   *     the kernel's own list of children ({@code task/TID/children}) may miss some while others
   *     end
   * @return sorted by PID
   * @throws IOException also if a process of the control group is outside our PID namespace
   */
  public List<ChildProcess> children(long parent, String controlGroup) throws IOException {
    List<ChildProcess> children = new ArrayList<>();
    for (long pid : processes(controlGroup)) {
      if (pid == 0) {
        throw new IOException("a process of " + controlGroup + " is in another PID namespace");
      }
      unlessEnded(pid, () -> childNow(pid, parent))
          .flatMap(child -> child)
          .ifPresent(children::add);
    }
    return List.copyOf(children);
  }

  private Optional<ChildProcess> childNow(long pid, long parent) throws IOException {
    ProcessStat stat = stat(pid);
    if (stat.parent() != parent) {
      return Optional.empty();
    }
    String title = text(of(pid).resolve("cmdline")).replace('\0', ' ').stripTrailing();
    return Optional.of(new ChildProcess(pid, stat.startTime(), title));
  }

  /** Whom a process acts as; empty if it has ended. */
  public Optional<ProcessOwner> owner(long pid) throws IOException {
    return unlessEnded(pid, () -> new ProcessStatus(text(of(pid).resolve("status"))).owner());
  }

  /** What a process, all its threads together, does with signals; empty if it has ended. */
  public Optional<SignalMask> signals(long pid) throws IOException {
    return unlessEnded(pid, () -> signalsNow(pid));
  }

  private SignalMask signalsNow(long pid) throws IOException {
    SignalMask all = new ProcessStatus(text(of(pid).resolve("status"))).signals();
    long blocked = all.blocked();
    for (Path thread : entries(of(pid).resolve("task"))) {
      try {
        blocked |= new ProcessStatus(text(thread.resolve("status"))).signals().blocked();
      } catch (IOException failed) {
        if (Files.exists(thread)) {
          throw failed;
        }
      }
    }
    return new SignalMask(all.caught(), blocked, all.ignored());
  }

  /** Something that is read from one process. */
  interface Reading<T> {
    T now() throws IOException;
  }

  /** What was read, unless the process ended meanwhile or its number went to another one. */
  <T> Optional<T> unlessEnded(long pid, Reading<T> reading) throws IOException {
    if (!Files.exists(of(pid))) {
      return Optional.empty();
    }
    try {
      long started = stat(pid).startTime();
      T read = reading.now();
      ProcessStat after = stat(pid);
      boolean same = after.startTime() == started && !after.isDead();
      return same ? Optional.of(read) : Optional.empty();
    } catch (IOException failed) {
      if (hasEnded(pid)) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  private boolean hasEnded(long pid) {
    try {
      return stat(pid).isDead();
    } catch (IOException gone) {
      return true;
    }
  }

  private ProcessStat stat(long pid) throws IOException {
    return ProcessStat.parse(text(of(pid).resolve("stat")));
  }

  Path of(long pid) {
    return proc.resolve(Long.toString(pid));
  }

  private static List<String> arguments(Path process) throws IOException {
    return terminated(text(process.resolve("cmdline")));
  }

  /** As {@code getenv} sees it: of two variables with one name the first counts. */
  private static SortedMap<String, String> environment(Path process) throws IOException {
    SortedMap<String, String> variables = new TreeMap<>();
    for (String entry : terminated(text(process.resolve("environ")))) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return variables;
  }

  /** Strings that each end in a NUL; a last one without it counts too. */
  private static List<String> terminated(String text) {
    List<String> strings = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int nul = text.indexOf('\0', start);
      int end = nul < 0 ? text.length() : nul;
      strings.add(text.substring(start, end));
      start = end + 1;
    }
    return strings;
  }

  private static SortedMap<Path, Integer> storeMounts(Path process) throws IOException {
    SortedMap<Path, Integer> stacked = new TreeMap<>();
    for (Mount mount : Mount.parse(text(process.resolve("mountinfo")))) {
      if (mount.mountPoint().startsWith(StorePath.PREFIX)) {
        stacked.merge(PathBytes.path(mount.mountPoint()), 1, Integer::sum);
      }
    }
    return stacked;
  }

  private static String text(Path file) throws IOException {
    return ByteText.decode(Files.readAllBytes(file));
  }

  /** What a directory holds, in no particular order. */
  static List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      all.forEach(entries::add);
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    return entries;
  }
}
