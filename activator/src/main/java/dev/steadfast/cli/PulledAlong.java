package dev.steadfast.cli;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

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
    List<String> lines = new ArrayList<>();
    SortedSet<UnitName> seen = new TreeSet<>();
    for (Step step : plan.steps().values()) {
      if (isDisruptive(step)) {
        seen.add(step.unit());
      }
    }
    Deque<UnitName> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      UnitName cause = open.remove();
      for (UnitName unit : systemd.dependents(cause)) {
        if (isUp(unit) && seen.add(unit)) {
          lines.add(unit + ": goes with " + cause + ", on which it depends");
          open.add(unit);
        }
      }
    }
    return lines;
  }

  private boolean isUp(UnitName unit) {
    ObservedUnit observed = units.get(unit);
    return observed != null && observed.activeState().isUp();
  }

  private static boolean isDisruptive(Step step) {
    return switch (step) {
      case Step.Restart _, Step.Relisten _, Step.StopStart _, Step.Stop _ -> true;
      case Step.Keep _, Step.Reload _, Step.Start _ -> false;
    };
  }
}
