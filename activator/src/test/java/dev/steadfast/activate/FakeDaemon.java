package dev.steadfast.activate;

import dev.steadfast.process.ChildProcess;
import dev.steadfast.systemd.JobType;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A daemon that reads its files when it is reloaded, answers queries from files, and logs. It may
 * have workers; a load replaces them, and the old ones drain.
 *
 * <p>The query {@code load} is answered with the number of loads, any other with what a test says.
 */
final class FakeDaemon implements UnitLog {
  static final String WORKER = "daemon: worker";
  private final UnitName unit;
  private final FakeView view;
  private final Path answers;
  private final List<Path> knownPaths;
  private final List<String> log = new ArrayList<>();
  private List<Path> loaded;
  private int loads;
  private boolean deaf;
  private long lastPid = 5000;
  private List<ChildProcess> workers = List.of();
  private String complaint = "";
  private Path complainsAbout = Path.of("/nothing");

  FakeDaemon(UnitName unit, FakeView view, Path answers, List<Path> knownPaths) throws IOException {
    this.unit = unit;
    this.view = view;
    this.answers = answers;
    this.knownPaths = List.copyOf(knownPaths);
    Files.createDirectories(answers);
    this.loaded = visible();
    answer("load", "0");
  }

  /** What the daemon runs with, in the order of the paths that it knows. */
  List<Path> loaded() {
    return loaded;
  }

  /** The rows that a query is answered with. */
  void answer(String query, String rows) {
    write(answers.resolve(query), rows);
  }

  /** Reloads are over before they begin, with success. */
  void ignoreReloads() {
    deaf = true;
  }

  /** Forks workers from now on. */
  void forkWorkers(int number) {
    workers = forked(number);
    view.children(workers);
  }

  private List<ChildProcess> forked(int number) {
    List<ChildProcess> forked = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      lastPid++;
      forked.add(new ChildProcess(lastPid, lastPid, WORKER));
    }
    return forked;
  }

  private void replaceWorkers() {
    List<ChildProcess> children = new ArrayList<>(forked(workers.size()));
    for (ChildProcess old : workers) {
      children.add(new ChildProcess(old.pid(), old.startTime(), WORKER + " is shutting down"));
    }
    workers = children.subList(0, workers.size());
    view.children(children);
  }

  /** The first worker crashes, and the main process forks another. */
  void crashWorker() {
    List<ChildProcess> children = new ArrayList<>(workers);
    children.set(0, forked(1).getFirst());
    workers = children;
    view.children(children);
  }

  /** Logs a line. */
  void log(String line) {
    log.add(line);
  }

  /** What is logged when a reload finds that content. */
  void complainAbout(Path content, String text) {
    complainsAbout = content;
    complaint = text;
  }

  void onJob(JobType type, UnitName about) {
    if (about.equals(unit) && !deaf && type != JobType.STOP) {
      load();
    }
  }

  private void load() {
    log.add("reloading");
    loads++;
    answer("load", Integer.toString(loads));
    if (visible().contains(complainsAbout)) {
      log.add(complaint);
    }
    loaded = visible();
    replaceWorkers();
  }

  private List<Path> visible() {
    List<Path> visible = new ArrayList<>();
    for (Path path : knownPaths) {
      try {
        visible.add(view.seen(unit, path));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return visible;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text.isEmpty() ? "" : text + "\n");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public String end(UnitName about) {
    return Integer.toString(log.size());
  }

  @Override
  public List<String> since(UnitName about, String place) {
    return List.copyOf(log.subList(Integer.parseInt(place), log.size()));
  }
}
