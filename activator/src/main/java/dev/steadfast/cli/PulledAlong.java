package dev.steadfast.cli;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.Dependents;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.Relation;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What systemd itself stops, restarts or reloads with the units of a plan.
 *
 * <p>Units are stopped by the definitions that systemd has read; restarts and reloads come after it
 * has read the next ones.
 */
final class PulledAlong {
  /** Units that go with another one. */
  private interface Along {
    SortedSet<UnitName> of(UnitName cause, Dependents now);
  }

  private final Systemd systemd;
  private final SortedMap<UnitName, ObservedUnit> units;
  private final NextDependents next;

  /**
   * Over what runs.
   *
   * @param next the units that differ, as the next generation has them
   */
  PulledAlong(Systemd systemd, SortedMap<UnitName, UnitFile> next) throws SystemdException {
    this.systemd = systemd;
    this.units = systemd.units();
    this.next = new NextDependents(next);
  }

  /** One line for each unit that runs, is not in the plan as such, and goes with one that is. */
  List<String> by(Plan plan) throws SystemdException {
    SortedSet<UnitName> stopped = new TreeSet<>();
    SortedSet<UnitName> restarted = new TreeSet<>();
    SortedSet<UnitName> reloaded = new TreeSet<>();
    for (Step step : plan.steps().values()) {
      switch (step) {
        case Step.StopStart _, Step.Stop _ -> stopped.add(step.unit());
        case Step.Restart _, Step.Relisten _ -> restarted.add(step.unit());
        case Step.Reload _ -> reloaded.add(step.unit());
        case Step.Keep _, Step.Start _ -> {}
      }
    }
    SortedSet<UnitName> seen = new TreeSet<>(stopped);
    seen.addAll(restarted);
    String down = ": goes with %s, on which it depends";
    List<String> lines = new ArrayList<>();
    lines.addAll(spread(stopped, (cause, now) -> now.stoppedWith(), seen, down));
    lines.addAll(spread(restarted, next::restartedWith, seen, down));
    seen.addAll(reloaded);
    lines.addAll(
        spread(
            reloaded,
            (cause, now) -> next.of(Relation.PROPAGATES_RELOAD_TO, cause, now),
            seen,
            ": is reloaded with %s, which propagates it"));
    return lines;
  }

  /** Follows one kind of job from unit to unit; what it reaches is added to what has been seen. */
  private List<String> spread(
      SortedSet<UnitName> from, Along along, SortedSet<UnitName> seen, String says)
      throws SystemdException {
    List<String> lines = new ArrayList<>();
    SortedSet<UnitName> causes = from;
    while (!causes.isEmpty()) {
      SortedSet<UnitName> further = new TreeSet<>();
      for (Map.Entry<UnitName, Dependents> each : systemd.dependents(causes).entrySet()) {
        for (UnitName unit : along.of(each.getKey(), each.getValue())) {
          if (isUp(unit) && seen.add(unit)) {
            lines.add(unit + says.formatted(each.getKey()));
            further.add(unit);
          }
        }
      }
      causes = further;
    }
    return lines;
  }

  private boolean isUp(UnitName unit) {
    ObservedUnit observed = units.get(unit);
    return observed != null && observed.activeState().isUp();
  }
}
