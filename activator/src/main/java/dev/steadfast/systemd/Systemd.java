package dev.steadfast.systemd;

import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The service manager. Every call has a deadline; used by one thread at a time.
 *
 * <p>A manager that executes itself anew and a bus that is restarted are waited for, half a minute
 * at most. After an exception without an {@linkplain SystemdException#errorName() error name} the
 * connection may be gone: each later call then fails in the same way, at once.
 */
public interface Systemd extends AutoCloseable {

  /** All loaded units. Names that are not valid unit names are left out. */
  SortedMap<UnitName, ObservedUnit> units() throws SystemdException;

  /**
   * Details of a service; of one that is not loaded all fields are empty.
   *
   * @param unit of type service
   */
  ObservedService service(UnitName unit) throws SystemdException;

  /**
   * Where systemd has loaded units from.
   *
   * @return one a unit; {@link UnitSources#NONE} of those that are not loaded
   */
  SortedMap<UnitName, UnitSources> sources(Collection<UnitName> units) throws SystemdException;

  /** Where systemd has loaded a unit from; of one that is not loaded {@link UnitSources#NONE}. */
  default UnitSources sources(UnitName unit) throws SystemdException {
    return sources(List.of(unit)).getOrDefault(unit, UnitSources.NONE);
  }

  /** {@link UnitSources#fragment} of a unit. */
  default Optional<String> fragmentPath(UnitName unit) throws SystemdException {
    return sources(unit).fragment();
  }

  /**
   * What jobs of units pull along.
   *
   * @return one a unit; {@link Dependents#NONE} of those that are not loaded
   */
  SortedMap<UnitName, Dependents> dependents(Collection<UnitName> units) throws SystemdException;

  /**
   * Whether the conditions of units held when a job last checked them, which is before each start.
   * Source: {@code ConditionResult}, org.freedesktop.systemd1(5).
   *
   * @return nothing of units that are not loaded, or have not been checked since they were loaded
   */
  SortedMap<UnitName, Boolean> conditionResults(Collection<UnitName> units) throws SystemdException;

  /** Units with a job that has not ended, whoever queued it. */
  SortedSet<UnitName> jobs() throws SystemdException;

  /**
   * A variable of the environment that the manager gives to what it starts. Of all variables only
   * the one that is asked for is looked at.
   */
  Optional<String> variable(String name) throws SystemdException;

  /** Makes the manager read all units again and waits until it has; five minutes at most. */
  void daemonReload() throws SystemdException;

  /**
   * Queues one job per unit (mode {@code replace}) and waits for all of them. A unit is started
   * after those of them that it is ordered after, and stopped before.
   *
   * <p>A unit whose job systemd refuses is {@link JobResult#NOT_QUEUED} and does not hold up the
   * others. If the answer to the call that queues a job is lost, a start or a stop is asked for
   * again; a reload or a restart of which nothing is known is {@link JobResult#UNRECOGNIZED}.
   *
   * @param timeout longest total wait, wall-clock; a job still queued then is reported as {@link
   *     JobResult#DEADLINE} and left alone
   * @return one result per unit, sorted by name, never partial
   * @throws SystemdException if the bus or the manager is lost; jobs already queued keep running
   */
  default SortedMap<UnitName, JobResult> run(
      JobType type, Collection<UnitName> units, Duration timeout) throws SystemdException {
    return run(type, units, timeout, JobWatcher.NOBODY);
  }

  /**
   * As {@link #run(JobType, Collection, Duration)}.
   *
   * @param watcher is told what is still waited for
   */
  SortedMap<UnitName, JobResult> run(
      JobType type, Collection<UnitName> units, Duration timeout, JobWatcher watcher)
      throws SystemdException;

  /** Forgets of all units that they have failed. */
  void resetFailed() throws SystemdException;

  /**
   * Makes the manager execute itself anew and waits until it answers again; three minutes at most.
   * Units go on running.
   */
  void reexecute() throws SystemdException;

  /**
   * Shows a file of the host, read-only, under another path in the mount namespace of a running
   * service; on top of what is there. Source: {@code BindMountUnit}, org.freedesktop.systemd1(5).
   *
   * @param content resolved on the host
   * @param shownAs path inside the service; must exist there
   * @throws SystemdException if the service has no mount namespace of its own, among others
   */
  void bindMount(UnitName unit, Path content, Path shownAs) throws SystemdException;

  @Override
  void close();
}
