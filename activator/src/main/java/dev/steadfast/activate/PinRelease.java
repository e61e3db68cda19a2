package dev.steadfast.activate;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Frees the store paths that no process needs any more, at the end of a switch.
 *
 * <p>A unit whose step was carried out keeps the pins of that step; one whose step was not, or is
 * unproven, keeps all; one that the plan does not speak of keeps all as long as it runs.
 */
record PinRelease(Plan plan, Reach reach, Pins pins, Outcomes outcomes) {

  /** What went wrong, in words; a pin too many does no harm. */
  List<String> run() {
    List<String> problems = new ArrayList<>();
    try {
      for (UnitName unit : pins.units()) {
        release(unit);
      }
    } catch (IOException stays) {
      problems.add("a store path stays pinned: " + Why.of(stays));
    } catch (SystemdException unknown) {
      problems.add("store paths stay pinned: " + Why.of(unknown));
    }
    return problems;
  }

  private void release(UnitName unit) throws IOException, SystemdException {
    Step step = plan.steps().get(unit);
    if (step != null && outcomes.isDone(unit)) {
      pins.release(unit, Optional.of(step));
    } else if (step == null && !isUp(unit)) {
      pins.release(unit, Optional.empty());
    }
  }

  private boolean isUp(UnitName unit) throws SystemdException {
    SortedMap<UnitName, ObservedUnit> units = reach.machine().systemd().units();
    ObservedUnit observed = units.get(unit);
    return observed != null && observed.activeState().isUp();
  }
}
