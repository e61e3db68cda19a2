package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.freedesktop.dbus.DBusPath;

/** The manager's lists, decoded. Source: org.freedesktop.systemd1(5). */
final class Listing {
  private Listing() {}

  /**
   * One job of {@code ListJobs}.
   *
   * @param unit as on the wire
   * @param type systemd's own word
   * @param path of the job's object
   */
  record Job(String unit, String type, String path) {}

  /** What {@code ListUnits} returned. Names that are not valid unit names are left out. */
  static SortedMap<UnitName, ObservedUnit> units(Answer.Returned answer) {
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

  /** What {@code ListJobs} returned. */
  static List<Job> jobs(Answer.Returned answer) {
    List<Job> jobs = new ArrayList<>();
    for (Object row : (List<?>) answer.values().getFirst()) {
      // id, unit, type, state, path, path of the unit
      Object[] columns = (Object[]) row;
      jobs.add(
          new Job((String) columns[1], (String) columns[2], ((DBusPath) columns[4]).getPath()));
    }
    return List.copyOf(jobs);
  }

  /** Units of what {@code ListJobs} returned. Names that are not valid unit names are left out. */
  static SortedSet<UnitName> unitsOf(Answer.Returned answer) {
    SortedSet<UnitName> units = new TreeSet<>();
    for (Job job : jobs(answer)) {
      Optional<UnitName> unit = UnitName.parse(job.unit());
      if (unit.isPresent()) {
        units.add(unit.get());
      }
    }
    return Collections.unmodifiableSortedSet(units);
  }
}
