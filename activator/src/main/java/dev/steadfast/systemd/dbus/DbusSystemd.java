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
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.freedesktop.dbus.types.Variant;
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
 * bus_job_send_removed_signal} of systemd 252; systemctl(1) does the same. Only after the bus was
 * lost it does, see {@link ManagerLink}.
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

  /** How long a restarted bus or manager may take to be there again. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ManagerLink link;

  private final UnitReader reader;

  private DbusSystemd(ManagerLink link) {
    this.link = link;
    this.reader =
        new UnitReader((calls, absent, doing) -> link.readAll(calls, absent, doing, ANSWER));
  }

  /**
   * Connects.
   *
   * @param address D-Bus address of one bus, usually {@link #SYSTEM_BUS}
   * @throws SystemdException at once if there is no bus
   */
  public static DbusSystemd connect(String address) throws SystemdException {
    return connect(address, CONNECT, PATIENCE);
  }

  static DbusSystemd connect(String address, Duration within, Duration patience)
      throws SystemdException {
    return new DbusSystemd(new ManagerLink(Bus.connect(address, within), address, patience));
  }

  @Override
  public SortedMap<UnitName, ObservedUnit> units() throws SystemdException {
    return Listing.units(
        link.ask(Call.of(Manager.PEER, "ListUnits"), "listing the loaded units", ANSWER));
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
    return Listing.unitsOf(
        link.ask(Call.of(Manager.PEER, "ListJobs"), "listing the queued jobs", ANSWER));
  }

  /** Source: the property {@code Environment} of org.freedesktop.systemd1(5). */
  @Override
  public Optional<String> variable(String name) throws SystemdException {
    Answer.Returned answer =
        link.ask(
            Call.of(
                Manager.properties(Manager.OBJECT),
                "Get",
                Manager.NAME + ".Manager",
                "Environment"),
            "asking for the manager's " + name,
            ANSWER);
    List<?> assignments = (List<?>) ((Variant<?>) answer.values().getFirst()).getValue();
    return assignments.stream()
        .map(String.class::cast)
        .filter(assignment -> assignment.startsWith(name + "="))
        .map(assignment -> assignment.substring(name.length() + 1))
        .findFirst();
  }

  @Override
  public void daemonReload() throws SystemdException {
    link.ask(Call.of(Manager.PEER, "Reload"), "systemd re-reads all units", DAEMON_RELOAD);
  }

  @Override
  public void resetFailed() throws SystemdException {
    link.ask(Call.of(Manager.PEER, "ResetFailed"), "forgetting which units have failed", ANSWER);
  }

  /**
   * Unless it refuses, the manager does not answer that call: it leaves the bus and comes back
   * under another unique name. Source: {@code method_reexecute()} of systemd.
   */
  @Override
  public void reexecute() throws SystemdException {
    String doing = "waiting for the manager to come back after daemon-reexec";
    Deadline deadline = Deadline.in(REEXECUTION);
    link.hear(doing);
    link.send(Call.of(Manager.PEER, "Reexecute"), doing, deadline);
    while (link.newOwner().isEmpty()) {
      Optional<Signal> signal = link.nextSignal(doing, Deadline.in(WATCH), deadline);
      LOG.debug("while the manager is away: {}", signal);
      link.checkSent("executing the manager anew", REEXECUTION);
      if (deadline.hasPassed()) {
        throw SystemdException.noAnswer("no answer within 180 s while " + doing);
      }
    }
    link.ask(Call.of(Manager.PEER, "ListJobs"), doing, REEXECUTION);
  }

  @Override
  public SortedMap<UnitName, JobResult> run(
      JobType type, Collection<UnitName> units, Duration timeout, JobWatcher watcher)
      throws SystemdException {
    Deadline deadline = Deadline.in(timeout);
    return new JobRun(link, type, ordered(type, units, deadline), deadline).run(watcher);
  }

  /** By name if systemd does not tell how they are ordered: their jobs have to be tried. */
  private List<UnitName> ordered(JobType type, Collection<UnitName> units, Deadline deadline) {
    SortedMap<UnitName, SortedSet<UnitName>> after = new TreeMap<>();
    units.forEach(unit -> after.put(unit, Collections.emptySortedSet()));
    if (after.size() > 1) {
      Duration within = Duration.ofMillis(deadline.orSooner(Deadline.in(ANSWER)).millisLeft());
      try {
        after.putAll(
            new UnitReader((calls, absent, doing) -> link.readAll(calls, absent, doing, within))
                .orderedAfter(after.keySet()));
      } catch (SystemdException unknown) {
        LOG.warn("{} jobs are queued in the order of names: {}", type, unknown.getMessage());
      }
    }
    return QueueOrder.of(type, after);
  }

  @Override
  public void bindMount(UnitName unit, Path content, Path shownAs) throws SystemdException {
    List<Object> arguments =
        List.of(unit.value(), content.toString(), shownAs.toString(), true, false);
    link.callOnce(
        new Call(Manager.PEER, "BindMountUnit", "sssbb", arguments),
        "showing " + content + " as " + shownAs + " in " + unit,
        ANSWER);
  }

  @Override
  public void close() {
    link.close();
  }
}
