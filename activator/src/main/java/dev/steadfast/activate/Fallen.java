package dev.steadfast.activate;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Units that were to be reloaded and are not running when it comes to that.
 *
 * @param toStart those that are started instead
 * @param toStayDown the steps of those for which there is nothing to do
 * @param problem why it is not known which are running; empty if it is
 */
record Fallen(SortedSet<UnitName> toStart, List<Step> toStayDown, Optional<String> problem) {

  static Fallen of(Plan plan, Systemd systemd) {
    List<Step.Reload> reloads =
        plan.steps().values().stream()
            .flatMap(step -> step instanceof Step.Reload reload ? Stream.of(reload) : Stream.of())
            .toList();
    if (reloads.isEmpty()) {
      return new Fallen(Collections.emptySortedSet(), List.of(), Optional.empty());
    }
    try {
      SortedMap<UnitName, ObservedUnit> now = systemd.units();
      List<Step.Reload> down =
          reloads.stream().filter(step -> !JobPhases.isUp(now, step.unit())).toList();
      SortedSet<UnitName> toStart = new TreeSet<>();
      down.stream()
          .filter(step -> step.whenDown() == Step.WhenDown.START)
          .forEach(step -> toStart.add(step.unit()));
      List<Step> toStayDown =
          down.stream()
              .filter(step -> step.whenDown() == Step.WhenDown.NOTHING)
              .map(Step.class::cast)
              .toList();
      return new Fallen(toStart, toStayDown, Optional.empty());
    } catch (SystemdException unknown) {
      return new Fallen(Collections.emptySortedSet(), List.of(), Optional.of(Why.of(unknown)));
    }
  }

  /** All of them. */
  SortedSet<UnitName> down() {
    SortedSet<UnitName> down = new TreeSet<>(toStart);
    toStayDown.forEach(step -> down.add(step.unit()));
    return down;
  }
}
