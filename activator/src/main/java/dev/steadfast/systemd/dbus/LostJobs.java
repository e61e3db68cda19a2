package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of jobs whose end, or whose beginning, may have gone unheard.
 *
 * <p>A job keeps its path when the manager executes itself anew. Source: {@code job_serialize()} of
 * systemd 252.
 */
final class LostJobs {
  private static final Logger LOG = LoggerFactory.getLogger(LostJobs.class);
  private static final Duration ANSWER = Duration.ofMinutes(3);

  private final ManagerLink link;
  private final JobType type;
  private final QueuedJobs jobs;
  private final UnitReader reader;

  LostJobs(ManagerLink link, JobType type, QueuedJobs jobs) {
    this.link = link;
    this.type = type;
    this.jobs = jobs;
    this.reader =
        new UnitReader((calls, absent, doing) -> link.readAll(calls, absent, doing, ANSWER));
  }

  /** Looks at the jobs under way if the manager may have ended some unheard. */
  void lookIfNeeded() throws SystemdException {
    Optional<String> owner = link.newOwner();
    if (owner.isPresent()) {
      jobs.managedBy(owner.get());
      settleGone(listed());
    }
  }

  /**
   * Looks at the jobs under way, and for jobs of which it is not known whether they were queued.
   *
   * @return units whose job has to be queued again
   */
  SortedSet<UnitName> look(SortedSet<UnitName> doubtful) throws SystemdException {
    link.newOwner().ifPresent(jobs::managedBy);
    List<Listing.Job> listed = listed();
    SortedSet<UnitName> missing = new TreeSet<>();
    for (UnitName unit : doubtful) {
      Optional<Listing.Job> job = listed.stream().filter(one -> isFor(one, unit)).findFirst();
      job.ifPresentOrElse(found -> jobs.queued(unit, found.path()), () -> missing.add(unit));
    }
    settleGone(listed);
    return settleMissing(missing);
  }

  /** Of a restart that has stopped the unit already the manager makes a start. */
  private boolean isFor(Listing.Job job, UnitName unit) {
    return job.unit().equals(unit.value())
        && switch (type) {
          case START, RESTART -> job.type().equals("start") || job.type().equals("restart");
          case STOP -> job.type().equals("stop");
          case RELOAD -> job.type().equals("reload");
        };
  }

  private List<Listing.Job> listed() throws SystemdException {
    Call call = Call.of(Manager.PEER, "ListJobs");
    return Listing.jobs(link.ask(call, "looking for " + type + " jobs", ANSWER));
  }

  /** Takes the signals that have arrived already. */
  void takeSignals() {
    for (Optional<Signal> next = link.takenSignal(); next.isPresent(); next = link.takenSignal()) {
      jobs.removed(next.get());
    }
  }

  private void settleGone(List<Listing.Job> listed) throws SystemdException {
    takeSignals();
    Set<String> paths = listed.stream().map(Listing.Job::path).collect(Collectors.toSet());
    SortedSet<UnitName> gone = jobs.removeAllBut(paths);
    if (!gone.isEmpty()) {
      SortedMap<UnitName, ObservedUnit> units = units();
      for (UnitName unit : gone) {
        settle(unit, units, "its " + type + " job ended unheard");
      }
    }
  }

  private SortedMap<UnitName, ObservedUnit> units() throws SystemdException {
    Call call = Call.of(Manager.PEER, "ListUnits");
    return Listing.units(link.ask(call, "looking what became of " + type + " jobs", ANSWER));
  }

  private void settle(UnitName unit, SortedMap<UnitName, ObservedUnit> units, String what)
      throws SystemdException {
    ActiveState state = state(unit, units);
    JobResult result = judged(type, state);
    if (type == JobType.RELOAD && result == JobResult.DONE && !isReloaded(unit)) {
      result = JobResult.FAILED;
    }
    LOG.warn("{}: {}, and it is {}: this counts as {}", unit, what, state, result);
    jobs.ended(unit, result);
  }

  private static ActiveState state(UnitName unit, SortedMap<UnitName, ObservedUnit> units) {
    ObservedUnit observed = units.get(unit);
    return observed == null ? ActiveState.INACTIVE : observed.activeState();
  }

  /** What a unit's state says of a job that has ended. */
  static JobResult judged(JobType type, ActiveState state) {
    boolean isStop = type == JobType.STOP;
    return switch (state) {
      case ACTIVE -> isStop ? JobResult.UNRECOGNIZED : JobResult.DONE;
      case INACTIVE -> isStop ? JobResult.DONE : JobResult.UNRECOGNIZED;
      case FAILED -> isStop ? JobResult.DONE : JobResult.FAILED;
      case RELOADING, ACTIVATING, DEACTIVATING, MAINTENANCE, REFRESHING, UNRECOGNIZED ->
          JobResult.UNRECOGNIZED;
    };
  }

  /** A service whose reload has failed goes on running. */
  private boolean isReloaded(UnitName unit) throws SystemdException {
    return unit.type() != UnitType.SERVICE || reader.reloadResult(unit).equals("success");
  }

  /** Starts and stops may be asked for twice; a reload or a restart would disturb twice. */
  private SortedSet<UnitName> settleMissing(SortedSet<UnitName> missing) throws SystemdException {
    SortedSet<UnitName> again = new TreeSet<>();
    if (missing.isEmpty()) {
      return again;
    }
    SortedMap<UnitName, ObservedUnit> units = units();
    for (UnitName unit : missing) {
      boolean mayRepeat = type == JobType.START || type == JobType.STOP;
      if (!mayRepeat) {
        unknown(unit, state(unit, units));
      } else if (judged(type, state(unit, units)) == JobResult.DONE) {
        settle(unit, units, "whether its " + type + " was queued is not known");
      } else {
        again.add(unit);
      }
    }
    return again;
  }

  private void unknown(UnitName unit, ActiveState state) {
    String what = "whether its {} was carried out is not known, and it is not asked for twice";
    LOG.warn("{}: " + what + "; it is {}", unit, type, state);
    jobs.ended(unit, JobResult.UNRECOGNIZED);
  }
}
