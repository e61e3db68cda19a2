package dev.steadfast.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real systemd as PID 1 of namespaces of its own (PID, mount, UTS, IPC, cgroup and network), over
 * an overlay of this machine's root file system: whatever is done in it ends with it.
 *
 * <p>Needs root. Several may run side by side. A box ends with {@link #close}, or with this JVM
 * however that ends.
 */
public final class Box implements AutoCloseable {
  /** For commands that are over in a moment. */
  public static final Duration SOON = Duration.ofSeconds(30);

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", "/root", "LANG", "C.UTF-8");

  private final String name;
  private final BaseStore store;
  private final Launcher launcher;
  private final long pid1;

  private Box(String name, BaseStore store, Launcher launcher, long pid1) {
    this.name = name;
    this.store = store;
    this.launcher = launcher;
    this.pid1 = pid1;
  }

  /**
   * Boots a box and waits until systemd has finished starting.
   *
   * @throws BoxException if it dies meanwhile, with what it printed
   * @throws DeadlineExpired if it is not up in time; nothing is left of it then
   */
  public static Box boot(BoxOptions options) {
    String name = uniqueName(options.name());
    Deadline deadline = Deadline.in(options.bootDeadline(), "the boot of " + name);
    List<Path> visible = new ArrayList<>(HostMounts.ofThisProgram());
    visible.addAll(options.visible());
    Launcher launcher = Launcher.start(name, options, HostMounts.read().toBind(visible));
    boolean booted = false;
    try {
      Box box = new Box(name, options.store(), launcher, launcher.awaitPid1(deadline));
      launcher.awaitUp(deadline);
      Command finished = Command.of("systemctl", "is-system-running", "--wait");
      if (box.start(finished).await(deadline).exit() != 0) {
        throw new BoxException(name + " is degraded: " + box.failed());
      }
      booted = true;
      return box;
    } finally {
      if (!booted) {
        launcher.close();
      }
    }
  }

  private static String uniqueName(String name) {
    long pid = ProcessHandle.current().pid();
    return name.toLowerCase(Locale.ROOT) + "-" + pid + "-" + COUNT.incrementAndGet();
  }

  /** Unique on this machine; also the box's host name. */
  public String name() {
    return name;
  }

  /** The programs in its store. */
  public BaseStore store() {
    return store;
  }

  /**
   * The PID of the box's first process, as the host sees it: {@code /proc/PID/root} is the box's
   * root.
   */
  public long pid1() {
    return pid1;
  }

  /**
   * What the host sees of a process of the box, by its PID in the box: its directory under the
   * box's own /proc.
   */
  public Path proc(long pidInBox) {
    return Path.of("/proc/%d/root/proc/%d".formatted(pid1, pidInBox));
  }

  public Result run(String... argv) {
    return run(Command.of(argv), SOON);
  }

  /**
   * Runs a command to its end.
   *
   * @throws DeadlineExpired if it takes longer than {@code deadline}; it is killed then
   */
  public Result run(Command command, Duration deadline) {
    RunningCommand running = start(command);
    running.closeInput();
    return running.await(deadline);
  }

  /**
   * Starts a command that is talked to while it runs; its {@link Command#input} is sent at once.
   */
  public RunningCommand start(Command command) {
    List<String> argv = new ArrayList<>(List.of("nsenter", "-t", Long.toString(pid1)));
    argv.addAll(List.of("-m", "-u", "-i", "-n", "-p", "-C", "-r", "-w", "--"));
    command.user().ifPresent(user -> argv.addAll(becoming(user)));
    argv.addAll(command.argv());
    ProcessBuilder builder = new ProcessBuilder(argv);
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    builder.environment().putAll(command.environment());
    try {
      RunningCommand running = new RunningCommand(command.argv(), builder.start());
      running.send(command.input());
      return running;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot enter " + name, e);
    }
  }

  private List<String> becoming(String user) {
    String[] fields =
        read("/etc/passwd")
            .lines()
            .map(line -> line.split(":", -1))
            .filter(entry -> entry[0].equals(user))
            .findFirst()
            .orElseThrow(() -> new BoxException("no user " + user + " in " + name));
    return List.of(
        "setpriv", "--reuid=" + fields[2], "--regid=" + fields[3], "--init-groups", "--");
  }

  /** {@code systemctl}, waiting for the jobs that it queues. */
  public Result systemctl(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("systemctl"));
    argv.addAll(List.of(arguments));
    return run(Command.of(argv), Duration.ofSeconds(60));
  }

  /** State and journal of the units that are in state failed, for people. */
  String failed() {
    return systemctl("status", "--no-pager", "--full", "--failed").out();
  }

  /** One property of a unit, as {@code systemctl show} prints it. */
  public String property(String unit, String property) {
    return systemctl("show", "--value", "-p", property, unit).orThrow().line();
  }

  /** Writes a file, making its directories; an existing one keeps its mode and owner. */
  public void write(String path, String text) {
    Command command =
        Command.of("bash", "-c", "mkdir -p \"${1%/*}\" && cat > \"$1\"", "write", path);
    run(command.withInput(text), SOON).orThrow();
  }

  /** A file's text, links followed as the box resolves them. */
  public String read(String path) {
    return run("cat", path).orThrow().out();
  }

  /** What the journal has of a unit, message texts only, oldest first. */
  public String journal(String unit) {
    run("journalctl", "--sync").orThrow();
    return run("journalctl", "-u", unit, "-o", "cat", "--no-pager").orThrow().out();
  }

  /**
   * Waits for a message of a unit, and returns it.
   *
   * @throws DeadlineExpired with the unit's journal, if none contains {@code text} in time
   */
  public String awaitJournal(String unit, String text, Duration allowed) {
    Deadline deadline = Deadline.in(allowed, "'%s' in the journal of %s".formatted(text, unit));
    Command follow =
        Command.of("journalctl", "-f", "-n", "all", "-u", unit, "-o", "cat", "--no-pager");
    try (RunningCommand journal = start(follow)) {
      return journal.awaitLine(text, deadline);
    }
  }

  /**
   * The state that an action which touches nothing leaves as it is; the directories' files belong
   * to it too.
   */
  public Snapshot snapshot(String... directories) {
    return Snapshot.of(this, List.of(directories));
  }

  @Override
  public void close() {
    launcher.close();
  }
}
