package dev.steadfast.plan;

import dev.steadfast.plan.Step.Start.By;
import dev.steadfast.policy.Mode;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * Steps that are asked for by name: by an activation script, or by a switch that was interrupted.
 *
 * <p>A unit's flags hold as if it had changed. What the plan does anyway is not done twice.
 */
final class Asking {
  private final Asked asked;
  private final Predicate<UnitName> isUp;
  private final SortedMap<UnitName, Step> planned;

  Asking(Asked asked, Predicate<UnitName> isUp, SortedMap<UnitName, Step> planned) {
    this.asked = asked;
    this.isUp = isUp;
    this.planned = planned;
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (UnitName unit : asked.requests().reload()) {
      reload(unit).ifPresent(steps::add);
    }
    for (UnitName unit : asked.requests().restart()) {
      restart(unit).ifPresent(steps::add);
    }
    for (UnitName unit : asked.requests().start()) {
      (isGone(unit) ? gone(unit) : start(unit)).ifPresent(steps::add);
    }
    return steps;
  }

  /**
   * Whether an interrupted switch has stopped what the next generation does not have. Mounts and
   * swaps are made from {@code fstab}.
   */
  private boolean isGone(UnitName unit) {
    return !asked.files().containsKey(unit)
        && unit.type() != UnitType.MOUNT
        && unit.type() != UnitType.AUTOMOUNT
        && unit.type() != UnitType.SWAP;
  }

  private Optional<Step> gone(UnitName unit) {
    return planned.containsKey(unit) || isUp.test(unit)
        ? Optional.empty()
        : Optional.of(keep(unit, "start", "the next generation does not have it"));
  }

  private static Step keep(UnitName unit, String verb, String why) {
    return new Step.Keep(unit, because(DefaultRows.askedNotDone(verb, why)), List.of());
  }

  private Optional<Step> start(UnitName unit) {
    boolean isDone = planned.containsKey(unit) && !(planned.get(unit) instanceof Step.Keep);
    return isUp.test(unit) || isDone ? Optional.empty() : Optional.of(starting(unit, "start"));
  }

  private static Step starting(UnitName unit, String verb) {
    return new Step.Start(unit, because(DefaultRows.asked(verb)), By.ITSELF);
  }

  private Optional<Step> restart(UnitName unit) {
    if (!isUp.test(unit)) {
      return start(unit).map(step -> starting(unit, "restart"));
    }
    boolean isNew =
        switch (planned.get(unit)) {
          case null -> true;
          case Step.Keep _, Step.Reload _ -> true;
          case Step.Restart _, Step.Relisten _, Step.StopStart _, Step.Start _, Step.Stop _ ->
              false;
        };
    if (!isNew) {
      return Optional.empty();
    }
    UnitFile file = asked.files().get(unit);
    if (file != null && UnitFlag.RELOAD_IF_CHANGED.isOn(file)) {
      return planned.get(unit) instanceof Step.Reload
          ? Optional.empty()
          : Optional.of(reloading(unit));
    }
    if (file != null && isKept(file) && asked.requests().reload().contains(unit)) {
      return Optional.empty();
    }
    return file != null && isKept(file)
        ? Optional.of(kept(unit, file))
        : Optional.of(restarting(unit));
  }

  /** A socket cannot be restarted beside a service that takes its connections. */
  private Step restarting(UnitName unit) {
    Verdict verdict = because(DefaultRows.asked("restart"));
    SortedSet<UnitName> services = asked.listeners().get(unit);
    return services == null
        ? new Step.Restart(unit, verdict, List.of())
        : new Step.Relisten(unit, verdict, services);
  }

  private static boolean isKept(UnitFile file) {
    return !UnitFlag.RESTART_IF_CHANGED.isOn(file)
        || UnitFlag.REFUSE_MANUAL_STOP.isOn(file)
        || UnitFlag.ONLY_MANUAL_START.isOn(file);
  }

  /** What the plan says of the unit besides stays. */
  private Step kept(UnitName unit, UnitFile file) {
    Step own = planned.get(unit);
    if (own != null) {
      return own;
    }
    UnitFlag flag =
        UnitFlag.RESTART_IF_CHANGED.isOn(file)
            ? UnitFlag.REFUSE_MANUAL_STOP
            : UnitFlag.RESTART_IF_CHANGED;
    return keep(unit, "restart", "the unit forbids it: " + flag.rule());
  }

  private Optional<Step> reload(UnitName unit) {
    Step own = planned.get(unit);
    return isUp.test(unit) && (own == null || own instanceof Step.Keep)
        ? Optional.of(reloading(unit))
        : Optional.empty();
  }

  private static Step reloading(UnitName unit) {
    return MountPlanning.reload(unit, because(DefaultRows.asked("reload")));
  }

  private static Verdict because(Reason reason) {
    return new Verdict(Mode.RESTART, List.of(reason), List.of());
  }
}
