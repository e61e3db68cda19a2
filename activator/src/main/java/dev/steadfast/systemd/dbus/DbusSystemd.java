package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.Dependents;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.JobWatcher;
import dev.steadfast.systemd.ObservedService;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.UnitSources;
import dev.steadfast.systemd.dbus.Call.Peer;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * systemd over the system bus.
 *
 * <p>Not over {@code /run/systemd/private}: systemd 252 loses calls there that arrive together with
 * the end of authentication.
 *
 * <p>It does not {@code Subscribe}: systemd sends {@code JobRemoved} to whoever queued the job in
 * any case, and a subscriber gets thousands of property changes on top. Source: {@code
 * bus_job_send_removed_signal} of systemd 252; systemctl(1) does the same.
 */
public final class DbusSystemd implements Systemd {
  /** Where the system bus listens unless the environment says otherwise. */
  public static final String SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket";

  private static final Logger LOG = LoggerFactory.getLogger(DbusSystemd.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration DAEMON_RELOAD = Duration.ofMinutes(5);
  private static final Duration REEXECUTION = Duration.ofMinutes(3);
  private static final Duration WATCH = Duration.ofSeconds(1);

  private static final String NAME = "org.freedesktop.systemd1";
  private static final String OBJECT = "/org/freedesktop/systemd1";
  private static final Peer MANAGER = new Peer(NAME, OBJECT, NAME + ".Manager");
  private static final String JOBS_MATCH =
      "type='signal',sender='%s',path='%s',interface='%s.Manager',member='JobRemoved'"
          .formatted(NAME, OBJECT, NAME);

  private static final String OWNER_MATCH =
      "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
          + "member='NameOwnerChanged',arg0='"
          + NAME
          + "'";

  /** Errors that the bus gives in the manager's place; whether it got the call is not known. */
  private static final Set<String> MANAGER_LOST =
      Set.of(
          "org.freedesktop.DBus.Error.NoReply",
          "org.freedesktop.DBus.Error.Disconnected",
          "org.freedesktop.DBus.Error.ServiceUnknown",
          "org.freedesktop.DBus.Error.NameHasNoOwner",
          "org.freedesktop.DBus.Error.Timeout");

  private final Bus bus;
  private final UnitReader reader;
  private boolean hearsJobs;

  private DbusSystemd(Bus bus) {
    this.bus = bus;
    this.reader =
        new UnitReader((calls, absent, doing) -> bus.readAll(calls, absent, doing, ANSWER));
  }

  /**
   * Connects.
   *
   * @param address D-Bus address of one bus, usually {@link #SYSTEM_BUS}
   * @throws SystemdException at once if there is no bus
   */
  public static DbusSystemd connect(String address) throws SystemdException {
    return connect(address, CONNECT);
  }

  static DbusSystemd connect(String address, Duration within) throws SystemdException {
    return new DbusSystemd(Bus.connect(address, within));
  }

  @Override
  public SortedMap<UnitName, ObservedUnit> units() throws SystemdException {
    Answer.Returned answer =
        bus.call(Call.of(MANAGER, "ListUnits"), "listing the loaded units", ANSWER);
    SortedMap<UnitName, ObservedUnit> units = new TreeMap<>();
    for (Object row : (List<?>) answer.values().getFirst()) {
      // name, description, load state, active state, sub state, followed unit, path, job
      Object[] columns = (Object[]) row;
      Optional<UnitName> parsed = UnitName.parse((String) columns[0]);
      if (parsed.isPresent()) {
        UnitName name = parsed.get();
        units.put(
            name,
            new ObservedUnit(
                name,
                Words.activeState((String) columns[3], name),
                (String) columns[4],
                (String) columns[5]));
      }
    }
    return Collections.unmodifiableSortedMap(units);
  }

  @Override
  public ObservedService service(UnitName unit) throws SystemdException {
    return reader.service(unit);
  }

  @Override
  public SortedMap<UnitName, UnitSources> sources(Collection<UnitName> units)
      throws SystemdException {
    return reader.sources(units);
  }

  @Override
  public SortedMap<UnitName, Dependents> dependents(Collection<UnitName> units)
      throws SystemdException {
    return reader.dependents(units);
  }

  @Override
  public SortedMap<UnitName, Boolean> conditionResults(Collection<UnitName> units)
      throws SystemdException {
    return reader.conditionResults(units);
  }

  @Override
  public SortedSet<UnitName> jobs() throws SystemdException {
    Answer.Returned answer =
        bus.call(Call.of(MANAGER, "ListJobs"), "listing the queued jobs", ANSWER);
    SortedSet<UnitName> units = new TreeSet<>();
    for (Object row : (List<?>) answer.values().getFirst()) {
      // id, unit, type, state, path, path of the unit
      Optional<UnitName> unit = UnitName.parse((String) ((Object[]) row)[1]);
      if (unit.isPresent()) {
        units.add(unit.get());
      }
    }
    return Collections.unmodifiableSortedSet(units);
  }

  @Override
  public void daemonReload() throws SystemdException {
    bus.call(Call.of(MANAGER, "Reload"), "systemd re-reads all units", DAEMON_RELOAD);
  }

  @Override
  public void resetFailed() throws SystemdException {
    bus.call(Call.of(MANAGER, "ResetFailed"), "forgetting which units have failed", ANSWER);
  }

  /**
   * The manager does not answer that call: it leaves the bus and comes back under another unique
   * name. Source: {@code method_reexecute()} of systemd.
   */
  @Override
  public void reexecute() throws SystemdException {
    String doing = "waiting for the manager to come back after daemon-reexec";
    Deadline deadline = Deadline.in(REEXECUTION);
    bus.call(Call.of(Bus.DRIVER, "AddMatch", OWNER_MATCH), "asking to be told of it", ANSWER);
    bus.forgetSignals();
    bus.send(Call.of(MANAGER, "Reexecute"), deadline);
    while (!isBack(bus.nextSignal(doing, deadline), doing)) {
      LOG.debug("the manager is not back yet");
    }
    bus.call(Call.of(Bus.DRIVER, "RemoveMatch", OWNER_MATCH), "having been told of it", ANSWER);
    bus.call(Call.of(MANAGER, "ListJobs"), doing, REEXECUTION);
  }

  private static boolean isBack(Optional<Signal> signal, String doing) throws SystemdException {
    if (signal.isEmpty()) {
      throw SystemdException.noAnswer("no answer within 180 s while " + doing);
    }
    List<Object> values = signal.get().values();
    return signal.get().member().equals("NameOwnerChanged")
        && values.getFirst().equals(NAME)
        && !((String) values.get(2)).isEmpty();
  }

  @Override
  public SortedMap<UnitName, JobResult> run(
      JobType type, Collection<UnitName> units, Duration timeout, JobWatcher watcher)
      throws SystemdException {
    hearJobs();
    Deadline deadline = Deadline.in(timeout);
    List<UnitName> each = List.copyOf(new TreeSet<>(units));
    QueuedJobs jobs = new QueuedJobs(each);
    List<Call> calls = new ArrayList<>(each.size());
    for (UnitName unit : each) {
      calls.add(Call.of(MANAGER, Words.method(type), unit.value(), "replace"));
    }
    String queuing = "queuing " + type + " jobs";
    List<Answer> answers = bus.callAll(calls, queuing, deadline);
    for (int i = 0; i < each.size(); i++) {
      take(answers.get(i), type, each.get(i), jobs);
    }
    awaitEnd(jobs, type, deadline, watcher);
    return jobs.results();
  }

  private void hearJobs() throws SystemdException {
    if (!hearsJobs) {
      bus.call(
          Call.of(Bus.DRIVER, "AddMatch", JOBS_MATCH), "asking to be told of ended jobs", ANSWER);
      hearsJobs = true;
    }
    bus.forgetSignals();
  }

  private static void take(Answer answer, JobType type, UnitName unit, QueuedJobs jobs)
      throws SystemdException {
    switch (answer) {
      case Answer.Returned queued -> jobs.queued(unit, queued);
      case Answer.Refused(String error, String message) -> {
        if (MANAGER_LOST.contains(error)) {
          throw new SystemdException(
              error, "systemd was lost while queuing the " + type + " of " + unit + ": " + message);
        }
        LOG.warn(
            "{}: systemd refused to queue its {}, it is left as it is: {} ({})",
            unit,
            type,
            message,
            error);
        jobs.refused(unit);
      }
      case Answer.Missing() ->
          LOG.warn("{}: systemd did not say in time whether it queued its {}", unit, type);
    }
  }

  private void awaitEnd(QueuedJobs jobs, JobType type, Deadline deadline, JobWatcher watcher)
      throws SystemdException {
    String doing = "waiting for " + type + " jobs";
    long start = System.nanoTime();
    while (!jobs.areDone()) {
      Deadline soon = Deadline.in(WATCH);
      Deadline next = soon.millisLeft() < deadline.millisLeft() ? soon : deadline;
      Optional<Signal> signal = bus.nextSignal(doing, next);
      if (signal.isPresent()) {
        jobs.removed(signal.get());
      } else if (deadline.hasPassed()) {
        return;
      } else {
        watcher.waiting(type, jobs.underWay(), Duration.ofNanos(System.nanoTime() - start));
      }
    }
  }

  @Override
  public void bindMount(UnitName unit, Path content, Path shownAs) throws SystemdException {
    List<Object> arguments =
        List.of(unit.value(), content.toString(), shownAs.toString(), true, false);
    bus.call(
        new Call(MANAGER, "BindMountUnit", "sssbb", arguments),
        "showing " + content + " as " + shownAs + " in " + unit,
        ANSWER);
  }

  @Override
  public void close() {
    bus.close();
  }
}
