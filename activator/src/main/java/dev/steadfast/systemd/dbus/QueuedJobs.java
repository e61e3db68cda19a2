package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.JobResult;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.freedesktop.dbus.DBusPath;

/**
 * The jobs of one run: which are under way and how the others ended.
 *
 * <p>systemd may merge the jobs of two units into one, for example of a unit and its alias.
 */
final class QueuedJobs {
  private final SortedMap<UnitName, JobResult> results = new TreeMap<>();
  private final Map<String, List<UnitName>> underWay = new TreeMap<>();

  /** Unique names of the manager. */
  private final Set<String> managers = new TreeSet<>();

  /** Nothing is known of any unit yet: each counts as {@link JobResult#DEADLINE}. */
  QueuedJobs(Collection<UnitName> units) {
    for (UnitName unit : units) {
      results.put(unit, JobResult.DEADLINE);
    }
  }

  /** Takes the answer of {@code StartUnit} and its kin: the path of the job. */
  void queued(UnitName unit, Answer.Returned answer) {
    managers.add(answer.sender());
    queued(unit, path(answer.values().getFirst()));
  }

  /** Takes a job that has been found. */
  void queued(UnitName unit, String job) {
    underWay.computeIfAbsent(job, path -> new ArrayList<>()).add(unit);
  }

  /** From now on another participant of the bus is the manager. */
  void managedBy(String owner) {
    managers.clear();
    managers.add(owner);
  }

  /** What became of a unit that has no job, or none any more. */
  void ended(UnitName unit, JobResult result) {
    results.put(unit, result);
  }

  /**
   * Takes a {@code JobRemoved(id, job, unit, result)}; ignores jobs that are not of this run and
   * signals that the manager did not send.
   */
  void removed(Signal signal) {
    if (!signal.member().equals("JobRemoved") || !managers.contains(signal.sender())) {
      return;
    }
    List<UnitName> units = underWay.remove(path(signal.values().get(1)));
    if (units != null) {
      for (UnitName unit : units) {
        results.put(unit, Words.jobResult((String) signal.values().get(3), unit));
      }
    }
  }

  /** Stops waiting for all jobs but these, and returns the units of the others. */
  SortedSet<UnitName> removeAllBut(Set<String> jobs) {
    SortedSet<UnitName> gone = new TreeSet<>();
    for (String job : Set.copyOf(underWay.keySet())) {
      if (!jobs.contains(job)) {
        gone.addAll(underWay.getOrDefault(job, List.of()));
        underWay.remove(job);
      }
    }
    return gone;
  }

  boolean areDone() {
    return underWay.isEmpty();
  }

  /** Units whose jobs have not ended yet. */
  SortedSet<UnitName> underWay() {
    SortedSet<UnitName> units = new TreeSet<>();
    for (List<UnitName> some : underWay.values()) {
      units.addAll(some);
    }
    return units;
  }

  /** One result a unit. */
  SortedMap<UnitName, JobResult> results() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(results));
  }

  private static String path(Object value) {
    return ((DBusPath) value).getPath();
  }
}
