package dev.steadfast.cli;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.Dependents;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** What systemd itself stops or restarts with the units of a plan. */
final class PulledAlong {
  private final Systemd systemd;
  private final SortedMap<UnitName, ObservedUnit> units;

  PulledAlong(Systemd systemd) throws SystemdException {
    this.systemd = systemd;
    this.units = systemd.units();
  }

  /** One line for each unit that runs, is not in the plan as such, and goes with one that is. */
  List<String> by(Plan plan) throws SystemdException {
    SortedSet<UnitName> stopped = new TreeSet<>();
    SortedSet<UnitName> restarted = new TreeSet<>();
    for (Step step : plan.steps().values()) {
      switch (step) {
        case Step.StopStart _, Step.Stop _ -> stopped.add(step.unit());
        case Step.Restart _, Step.Relisten _ -> restarted.add(step.unit());
        case Step.Keep _, Step.Reload _, Step.Start _ -> {}
      }
    }
    SortedSet<UnitName> seen = new TreeSet<>(stopped);
    seen.addAll(restarted);
    List<String> lines = new ArrayList<>(spread(stopped, Dependents::stoppedWith, seen));
    lines.addAll(spread(restarted, Dependents::restartedWith, seen));
    return lines;
  }

  /** Follows one kind of job from unit to unit; what it reaches is added to what has been seen. */
  private List<String> spread(
      SortedSet<UnitName> from,
      Function<Dependents, SortedSet<UnitName>> along,
      SortedSet<UnitName> seen)
      throws SystemdException {
    List<String> lines = new ArrayList<>();
    SortedSet<UnitName> causes = from;
    while (!causes.isEmpty()) {
      SortedSet<UnitName> next = new TreeSet<>();
      for (Map.Entry<UnitName, Dependents> each : systemd.dependents(causes).entrySet()) {
        for (UnitName unit : along.apply(each.getValue())) {
          if (isUp(unit) && seen.add(unit)) {
            lines.add(unit + ": goes with " + each.getKey() + ", on which it depends");
            next.add(unit);
          }
        }
      }
      causes = next;
    }
    return lines;
  }

  private boolean isUp(UnitName unit) {
    ObservedUnit observed = units.get(unit);
    return observed != null && observed.activeState().isUp();
  }
}
