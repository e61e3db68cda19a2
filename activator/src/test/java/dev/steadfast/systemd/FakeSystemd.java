package dev.steadfast.systemd;

import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * A service manager in memory, which keeps {@link SystemdContract}.
 *
 * <p>Units are defined, then started by jobs or {@linkplain #running declared running}. What comes
 * next can be scripted: results of jobs, a call that fails, a bus that is lost.
 */
public final class FakeSystemd implements Systemd {
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static final String ERROR = "org.freedesktop.systemd1.";

  /**
   * A mount that was asked for.
   *
   * @param content on the host
   */
  public record Bind(UnitName unit, Path content, Path shownAs) {}

  private record Loaded(ActiveState state, ObservedService service) {}

  private final SortedMap<UnitName, FakeUnit> defined = new TreeMap<>();
  private final SortedMap<UnitName, Loaded> loaded = new TreeMap<>();
  private final Map<UnitName, UnitSources> sources = new HashMap<>();
  private final Map<UnitName, Dependents> dependents = new HashMap<>();
  private final Map<UnitName, Deque<JobResult>> scripted = new HashMap<>();
  private final Map<Integer, SystemdException> failures = new HashMap<>();
  private final List<Bind> binds = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private BiConsumer<JobType, UnitName> onJob = (type, unit) -> {};
  private int busLostAt = Integer.MAX_VALUE;
  private int calls;
  private long starts;

  /** Makes a unit known, not running. */
  public FakeSystemd define(UnitName unit, FakeUnit behaviour) {
    defined.put(unit, behaviour);
    return this;
  }

  /** Makes a unit known and running, with a given main process. */
  public FakeSystemd running(UnitName unit, FakeUnit behaviour, long mainPid) {
    defined.put(unit, behaviour);
    loaded.put(unit, new Loaded(ActiveState.ACTIVE, started(unit, mainPid)));
    return this;
  }

  /** How the next jobs of a unit end, in this order; after that it behaves as defined. */
  public FakeSystemd nextResults(UnitName unit, JobResult... results) {
    scripted.computeIfAbsent(unit, u -> new ArrayDeque<>()).addAll(List.of(results));
    return this;
  }

  /**
   * Makes one call fail.
   *
   * @param call 1 is the first call of any method
   */
  public FakeSystemd failAt(int call, SystemdException failure) {
    failures.put(call, failure);
    return this;
  }

  /**
   * Loses the bus in the middle of a call: it has its effect, but it and all later ones throw.
   *
   * @param call 1 is the first call of any method
   */
  public FakeSystemd loseBusAt(int call) {
    busLostAt = call;
    return this;
  }

  /** Where a unit is loaded from while it is loaded. */
  public FakeSystemd withSources(UnitName unit, UnitSources files) {
    sources.put(unit, files);
    return this;
  }

  /** What jobs of a unit pull along while it is loaded; they do not do so in memory. */
  public FakeSystemd withDependents(UnitName unit, Dependents others) {
    dependents.put(unit, others);
    return this;
  }

  /** What else happens when a job of a unit runs, before its result is known. */
  public FakeSystemd onJob(BiConsumer<JobType, UnitName> effect) {
    onJob = effect;
    return this;
  }

  /** All mounts so far, in order. */
  public List<Bind> binds() {
    return List.copyOf(binds);
  }

  /** All effects so far, in order: {@code daemon-reload}, {@code RELOAD a.service}, … */
  public List<String> log() {
    return List.copyOf(log);
  }

  @Override
  public SortedMap<UnitName, ObservedUnit> units() throws SystemdException {
    begin();
    SortedMap<UnitName, ObservedUnit> units = new TreeMap<>();
    loaded.forEach(
        (name, process) ->
            units.put(name, new ObservedUnit(name, process.state(), subState(process.state()))));
    end();
    return Collections.unmodifiableSortedMap(units);
  }

  private static String subState(ActiveState state) {
    return switch (state) {
      case ACTIVE -> "running";
      case ACTIVATING -> "start";
      case FAILED -> "failed";
      case RELOADING -> "reload";
      case DEACTIVATING -> "stop-sigterm";
      case INACTIVE, MAINTENANCE, REFRESHING, UNRECOGNIZED -> "dead";
    };
  }

  @Override
  public ObservedService service(UnitName unit) throws SystemdException {
    begin();
    end();
    Loaded process = loaded.get(unit);
    return process == null ? ObservedService.NOT_LOADED : process.service();
  }

  @Override
  public SortedMap<UnitName, UnitSources> sources(Collection<UnitName> units)
      throws SystemdException {
    begin();
    SortedMap<UnitName, UnitSources> found = new TreeMap<>();
    for (UnitName unit : units) {
      found.put(unit, loaded.containsKey(unit) ? sourcesOf(unit) : UnitSources.NONE);
    }
    end();
    return found;
  }

  private UnitSources sourcesOf(UnitName unit) {
    Optional<String> fragment = Optional.of("/etc/systemd/system/" + unit);
    return sources.getOrDefault(unit, new UnitSources(fragment, List.of(), false));
  }

  @Override
  public SortedMap<UnitName, Dependents> dependents(Collection<UnitName> units)
      throws SystemdException {
    begin();
    SortedMap<UnitName, Dependents> found = new TreeMap<>();
    for (UnitName unit : units) {
      Dependents known = dependents.getOrDefault(unit, Dependents.NONE);
      found.put(unit, loaded.containsKey(unit) ? known : Dependents.NONE);
    }
    end();
    return found;
  }

  @Override
  public SortedMap<UnitName, Boolean> conditionResults(Collection<UnitName> units)
      throws SystemdException {
    begin();
    SortedMap<UnitName, Boolean> results = new TreeMap<>();
    units.stream().filter(loaded::containsKey).forEach(unit -> results.put(unit, true));
    end();
    return results;
  }

  /** Those of units that have not got up yet. */
  @Override
  public SortedSet<UnitName> jobs() throws SystemdException {
    begin();
    SortedSet<UnitName> units = new TreeSet<>();
    loaded.forEach(
        (unit, process) -> {
          if (process.state() == ActiveState.ACTIVATING) {
            units.add(unit);
          }
        });
    end();
    return units;
  }

  /** A manager has one variable in any case. */
  @Override
  public Optional<String> variable(String name) throws SystemdException {
    begin();
    end();
    return name.equals("PATH") ? Optional.of("/usr/bin:/bin") : Optional.empty();
  }

  @Override
  public void daemonReload() throws SystemdException {
    begin();
    log.add("daemon-reload");
    end();
  }

  @Override
  public void resetFailed() throws SystemdException {
    begin();
    loaded.values().removeIf(process -> process.state() == ActiveState.FAILED);
    end();
  }

  @Override
  public void reexecute() throws SystemdException {
    begin();
    log.add("daemon-reexec");
    end();
  }

  @Override
  public SortedMap<UnitName, JobResult> run(
      JobType type, Collection<UnitName> units, Duration timeout, JobWatcher watcher)
      throws SystemdException {
    begin();
    SortedMap<UnitName, JobResult> results = new TreeMap<>();
    for (UnitName unit : new TreeSet<>(units)) {
      log.add(type + " " + unit);
      onJob.accept(type, unit);
      results.put(unit, job(type, unit));
    }
    SortedSet<UnitName> hanging = new TreeSet<>(results.keySet());
    hanging.removeIf(unit -> results.get(unit) != JobResult.DEADLINE);
    if (!hanging.isEmpty() && timeout.compareTo(ONE_SECOND) > 0) {
      watcher.waiting(type, hanging, ONE_SECOND);
    }
    end();
    return Collections.unmodifiableSortedMap(results);
  }

  private JobResult job(JobType type, UnitName unit) {
    FakeUnit behaviour = defined.get(unit);
    Deque<JobResult> script = scripted.getOrDefault(unit, new ArrayDeque<>());
    if (!script.isEmpty()) {
      JobResult result = script.remove();
      if (result.isSuccess() && behaviour != null) {
        carryOut(type, unit, behaviour);
      }
      return result;
    }
    return behaviour == null ? JobResult.NOT_QUEUED : carryOut(type, unit, behaviour);
  }

  private JobResult carryOut(JobType type, UnitName unit, FakeUnit behaviour) {
    return switch (type) {
      case START -> isUp(unit) ? JobResult.DONE : start(unit, behaviour);
      case RESTART -> start(unit, behaviour);
      case STOP -> {
        loaded.remove(unit);
        yield JobResult.DONE;
      }
      case RELOAD -> {
        if (!behaviour.canReload()) {
          yield JobResult.NOT_QUEUED;
        }
        yield isUp(unit) ? JobResult.DONE : JobResult.INVALID;
      }
    };
  }

  private JobResult start(UnitName unit, FakeUnit behaviour) {
    return switch (behaviour) {
      case SANDBOXED, PLAIN, WITHOUT_RELOAD -> {
        loaded.put(unit, new Loaded(ActiveState.ACTIVE, started(unit, 10_000 + starts)));
        yield JobResult.DONE;
      }
      case FAILING -> {
        loaded.put(unit, new Loaded(ActiveState.FAILED, started(unit, 0)));
        yield JobResult.FAILED;
      }
      case HANGING -> {
        loaded.put(unit, new Loaded(ActiveState.ACTIVATING, started(unit, 10_000 + starts)));
        yield JobResult.DEADLINE;
      }
    };
  }

  private ObservedService started(UnitName unit, long mainPid) {
    starts++;
    String invocation = HexFormat.of().toHexDigits(starts);
    return new ObservedService(
        "0".repeat(16) + invocation, mainPid, "/system.slice/" + unit, starts * 1_000_000, 0);
  }

  private boolean isUp(UnitName unit) {
    Loaded process = loaded.get(unit);
    return process != null && process.state().isUp();
  }

  @Override
  public void bindMount(UnitName unit, Path content, Path shownAs) throws SystemdException {
    begin();
    FakeUnit behaviour = defined.get(unit);
    if (behaviour == null) {
      throw new SystemdException(ERROR + "NoSuchUnit", "Unit " + unit + " not found.");
    }
    if (!isUp(unit)) {
      throw new SystemdException(ERROR + "UnitInactive", unit + " is not running");
    }
    if (!behaviour.hasOwnMountNamespace()) {
      throw new SystemdException(
          "org.freedesktop.DBus.Error.InvalidArgs", unit + " has no mount namespace of its own");
    }
    binds.add(new Bind(unit, content, shownAs));
    log.add("bind " + content + " as " + shownAs + " in " + unit);
    end();
  }

  private void begin() throws SystemdException {
    calls++;
    SystemdException failure = failures.get(calls);
    if (failure != null) {
      throw failure;
    }
    if (calls > busLostAt) {
      throw lost();
    }
  }

  private void end() throws SystemdException {
    if (calls >= busLostAt) {
      throw lost();
    }
  }

  private static SystemdException lost() {
    return SystemdException.noAnswer("the connection to the bus was lost");
  }

  @Override
  public void close() {}
}
