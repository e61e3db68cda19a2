package dev.steadfast.activate;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.Dependents;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Units that run, are to run on, and go down with those that a switch stops.
 *
 * @param plan what is stopped
 * @param before the units as they were when the switch began
 */
record Endangered(Plan plan, SortedMap<UnitName, ObservedUnit> before) {

  /** Those that systemd will stop along with others, by the definitions that it has read. */
  SortedSet<UnitName> foreseen(Systemd systemd) throws SystemdException {
    SortedSet<UnitName> open = stopped();
    SortedSet<UnitName> seen = new TreeSet<>(open);
    while (!open.isEmpty()) {
      SortedSet<UnitName> next = new TreeSet<>();
      for (Dependents dependents : systemd.dependents(open).values()) {
        next.addAll(dependents.stoppedWith());
      }
      next.removeAll(seen);
      next.removeIf(unit -> !JobPhases.isUp(before, unit));
      seen.addAll(next);
      open = next;
    }
    seen.removeIf(unit -> !isToRunOn(unit));
    return seen;
  }

  private SortedSet<UnitName> stopped() {
    SortedSet<UnitName> stopped = new TreeSet<>();
    for (Step step : plan.steps().values()) {
      switch (step) {
        case Step.StopStart _, Step.Stop _ -> stopped.add(step.unit());
        case Step.Relisten relisten -> stopped.addAll(relisten.services());
        case Step.Restart _, Step.Reload _, Step.Start _, Step.Keep _ -> {}
      }
    }
    return stopped;
  }

  /** Those that have gone down. */
  SortedSet<UnitName> down(Systemd systemd) throws SystemdException {
    SortedMap<UnitName, ObservedUnit> now = systemd.units();
    SortedSet<UnitName> down = new TreeSet<>();
    for (UnitName unit : before.keySet()) {
      if (!JobPhases.isUp(now, unit) && isToRunOn(unit)) {
        down.add(unit);
      }
    }
    return down;
  }

  /** What was doing its work when the switch began may just have done it. */
  private boolean isToRunOn(UnitName unit) {
    ObservedUnit then = before.get(unit);
    Step step = plan.steps().get(unit);
    return then != null
        && then.activeState().isUp()
        && then.activeState() != ActiveState.ACTIVATING
        && (step == null || step instanceof Step.Keep)
        && plan.broughtBack().contains(unit);
  }
}
