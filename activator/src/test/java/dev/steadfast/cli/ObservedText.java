package dev.steadfast.cli;

import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.Dependents;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.JobWatcher;
import dev.steadfast.systemd.ObservedService;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.UnitSources;
import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a case says of the running system, as a service manager that can only be asked.
 *
 * <pre>
 * assumed                            nothing is asked; the only line
 * unit NAME STATE [own-mounts]       a service that is up has a main process, as its unit starts it
 * link PATH -&gt; TARGET                 in every process's view
 * stacked NAME COUNT PATH            mounts on one path in a process's view
 * program NAME PATH                  what runs, if not what the old unit starts
 * argv NAME WORDS                    of the process, if not what the old unit starts
 * bound NAME PATH CONTENT            what an earlier switch mounted and the process has loaded
 * pushed NAME PATH CONTENT           what a reload command gave to it
 * not-loaded NAME PATH               what it is not known to have loaded
 * answer KEY VALUE [UNSET]           what the daemon says that it runs with
 * silent                             the daemon does not answer
 * stopped NAME                       by a switch that was interrupted
 * </pre>
 */
final class ObservedText implements Systemd {
  /** The first word of a line and the words behind it. */
  record Line(String what, List<String> words) {
    String word(int index) {
      return words.get(index);
    }
  }

  private static final long FIRST_PID = 100;
  private final List<Line> lines = new ArrayList<>();
  private final SortedMap<UnitName, ObservedUnit> units = new TreeMap<>();
  private final List<UnitName> processes = new ArrayList<>();

  ObservedText(String text) {
    for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
      List<String> words = List.of(line.strip().split(" +", -1));
      lines.add(new Line(words.getFirst(), words.subList(1, words.size())));
    }
    lines.forEach(this::check);
    for (Line line : all("unit")) {
      UnitName name = new UnitName(line.word(0));
      ActiveState state = ActiveState.valueOf(line.word(1).toUpperCase(Locale.ROOT));
      units.put(name, new ObservedUnit(name, state, ""));
      if (name.type() == UnitType.SERVICE && state.isUp()) {
        processes.add(name);
      }
    }
  }

  private void check(Line line) {
    switch (line.what()) {
      case "assumed", "silent", "unit", "link", "stacked", "program", "answer", "stopped" -> {}
      case "argv", "bound", "pushed", "not-loaded" -> {}
      default -> throw new IllegalArgumentException("observed.txt: " + line);
    }
  }

  private List<Line> all(String what) {
    return lines.stream().filter(line -> line.what().equals(what)).toList();
  }

  boolean isAssumed() {
    return !all("assumed").isEmpty();
  }

  boolean isSilent() {
    return !all("silent").isEmpty();
  }

  /** Services that have a main process. */
  List<UnitName> processes() {
    return processes;
  }

  /** Main process of a service that has one. */
  long pid(UnitName unit) {
    return FIRST_PID + processes.indexOf(unit);
  }

  boolean hasOwnMounts(UnitName unit) {
    return all("unit").stream()
        .anyMatch(line -> line.word(0).equals(unit.value()) && line.words().contains("own-mounts"));
  }

  /** Path and target, with placeholders. */
  SortedMap<String, String> links() {
    SortedMap<String, String> links = new TreeMap<>();
    all("link").forEach(line -> links.put(line.word(0), line.word(2)));
    return links;
  }

  /** What runs in place of what the unit starts, with placeholders. */
  Optional<String> program(UnitName unit) {
    return all("program").stream()
        .filter(line -> line.word(0).equals(unit.value()))
        .map(line -> line.word(1))
        .findFirst();
  }

  /** The arguments of a process, with placeholders. */
  Optional<String> argv(UnitName unit) {
    return all("argv").stream()
        .filter(line -> isOf(line, unit))
        .map(line -> String.join("\0", line.words().subList(1, line.words().size())))
        .findFirst();
  }

  /** What switches have written down of a process. */
  List<Line> handedOver(UnitName unit) {
    return lines.stream()
        .filter(line -> List.of("bound", "pushed", "not-loaded").contains(line.what()))
        .filter(line -> isOf(line, unit))
        .toList();
  }

  /** One path for each mount, with placeholders. */
  List<String> mounts(UnitName unit) {
    List<String> paths = new ArrayList<>();
    for (Line line : all("stacked")) {
      for (int i = 0; i < Integer.parseInt(line.word(1)) && isOf(line, unit); i++) {
        paths.add(line.word(2));
      }
    }
    return paths;
  }

  private static boolean isOf(Line line, UnitName unit) {
    return line.word(0).equals(unit.value());
  }

  List<List<String>> answers() {
    return all("answer").stream().map(Line::words).toList();
  }

  SortedSet<UnitName> stopped() {
    SortedSet<UnitName> stopped = new TreeSet<>();
    all("stopped").forEach(line -> stopped.add(new UnitName(line.word(0))));
    return stopped;
  }

  @Override
  public SortedMap<UnitName, ObservedUnit> units() {
    return units;
  }

  @Override
  public ObservedService service(UnitName unit) {
    return processes.contains(unit)
        ? new ObservedService("0123456789abcdef0123456789abcdef", pid(unit), "", 1, 0)
        : ObservedService.NOT_LOADED;
  }

  @Override
  public SortedMap<UnitName, UnitSources> sources(Collection<UnitName> all) {
    SortedMap<UnitName, UnitSources> sources = new TreeMap<>();
    for (UnitName unit : all) {
      Optional<String> fragment = Optional.of("/etc/systemd/system/" + unit);
      sources.put(unit, new UnitSources(fragment, List.of(), false));
    }
    return sources;
  }

  @Override
  public SortedMap<UnitName, Dependents> dependents(Collection<UnitName> all) {
    return new TreeMap<>();
  }

  @Override
  public SortedMap<UnitName, Boolean> conditionResults(Collection<UnitName> all) {
    return new TreeMap<>();
  }

  @Override
  public SortedSet<UnitName> jobs() {
    return new TreeSet<>();
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.empty();
  }

  @Override
  public void daemonReload() {
    throw new UnsupportedOperationException("planning has no effect");
  }

  @Override
  public void resetFailed() {
    throw new UnsupportedOperationException("planning has no effect");
  }

  @Override
  public void reexecute() {
    throw new UnsupportedOperationException("planning has no effect");
  }

  @Override
  public SortedMap<UnitName, JobResult> run(
      JobType type, Collection<UnitName> all, Duration timeout, JobWatcher watcher) {
    throw new UnsupportedOperationException("planning has no effect");
  }

  @Override
  public void bindMount(UnitName unit, Path content, Path shownAs) {
    throw new UnsupportedOperationException("planning has no effect");
  }

  @Override
  public void close() {}
}
