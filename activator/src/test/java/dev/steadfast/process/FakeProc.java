package dev.steadfast.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A {@code /proc} made of files and links, for tests; may link to processes of the real one. */
public final class FakeProc implements AutoCloseable {
  private final Path directory;
  private final Path top;

  /**
   * Begins with PID 1, mounts of nothing but pure cgroup2, and a boot id.
   *
   * @param directory empty; {@code /proc} is {@code proc} in it
   */
  public FakeProc(Path directory) throws IOException {
    this.directory = directory;
    this.top = Files.createDirectory(directory.resolve("proc"));
    write("sys/kernel/random/boot_id", "11111111-2222-3333-4444-555555555555\n");
    process(1, 1, directory.resolve("host"));
    mounts(1, "30 20 0:26 / /cgroup rw - cgroup2 cgroup2 rw");
  }

  /** Where {@code /proc} is. */
  public Path path() {
    return top;
  }

  /** A process in the mount namespace of PID 1, with all files that are read. */
  public FakeProc process(long pid, long startTime, Path root) throws IOException {
    Files.createDirectories(root);
    stat(pid, 'S', startTime);
    write(pid + "/cmdline", "daemon\0-c\0/etc/d.conf\0");
    write(pid + "/environ", "A=1\0");
    write(pid + "/status", "Name:\tdaemon\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n");
    mounts(pid);
    link(pid + "/exe", "/bin/daemon");
    link(pid + "/cwd", "/");
    link(pid + "/root", root.toString());
    link(pid + "/ns/mnt", "mnt:[1]");
    Files.createDirectories(top.resolve(pid + "/fd"));
    Files.createDirectories(top.resolve(pid + "/task"));
    return this;
  }

  /** Shows a process that is really there. */
  public FakeProc live(long pid) throws IOException {
    return link(Long.toString(pid), "/proc/" + pid);
  }

  public FakeProc stat(long pid, char state, long startTime) throws IOException {
    return stat(pid, state, 0x400100, startTime);
  }

  /** A process that still runs, but only to its end, and has given up its root already. */
  public FakeProc exiting(long pid, long startTime) throws IOException {
    Files.delete(top.resolve(pid + "/root"));
    return stat(pid, 'R', 0x400104, startTime);
  }

  /** A process that another one has forked, with a command line as the kernel shows it. */
  public FakeProc child(long pid, long parent, String cmdline) throws IOException {
    process(pid, 100 + pid, directory.resolve("root"));
    write(pid + "/cmdline", cmdline);
    String stat = Files.readString(top.resolve(pid + "/stat"));
    return write(pid + "/stat", stat.replace(") S 1 ", ") S " + parent + " "));
  }

  private FakeProc stat(long pid, char state, long flags, long startTime) throws IOException {
    String between = " 1 42 42 0 -1 " + flags + " 100 0 0 0 0 0 0 0 20 0 1 0 ";
    return write(pid + "/stat", pid + " (a) b (c)) " + state + between + startTime + " 0 0\n");
  }

  public FakeProc mounts(long pid, String... lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line).append('\n');
    }
    return write(pid + "/mountinfo", text.toString());
  }

  /** The processes of a control group below the mount of cgroup2. */
  public FakeProc controlGroup(String group, long... pids) throws IOException {
    StringBuilder text = new StringBuilder();
    for (long pid : pids) {
      text.append(pid).append('\n');
    }
    return write("../host/cgroup" + group + "/cgroup.procs", text.toString());
  }

  public FakeProc write(String file, String text) throws IOException {
    Path path = top.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public FakeProc link(String link, String target) throws IOException {
    Path path = top.resolve(link);
    Files.createDirectories(path.getParent());
    Files.deleteIfExists(path);
    Files.createSymbolicLink(path, Path.of(target));
    return this;
  }

  /** Removes the links, most of which lead out of the directory. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.filter(Files::isSymbolicLink).toList()) {
        Files.delete(path);
      }
    }
  }
}
