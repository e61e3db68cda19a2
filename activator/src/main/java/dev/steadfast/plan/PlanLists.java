package dev.steadfast.plan;

import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A plan in the five lists in which NixOS's own program speaks of units.
 *
 * @param stop before activation
 * @param skip changed, and not restarted: what is owed
 * @param reload by a reload job
 * @param restart in one step
 * @param start after everything else
 */
public record PlanLists(
    SortedSet<UnitName> stop,
    SortedSet<UnitName> skip,
    SortedSet<UnitName> reload,
    SortedSet<UnitName> restart,
    SortedSet<UnitName> start) {

  /** Whether the targets that are started anyway are listed, too. */
  public enum Targets {
    HIDDEN,
    SHOWN
  }

  public static PlanLists of(Plan plan, Targets targets) {
    return new PlanLists(
        units(plan, step -> isStopped(step) && isShown(step, targets)),
        units(plan, step -> !step.verdict().owed().isEmpty()),
        units(plan, Step.Reload.class::isInstance),
        units(plan, PlanLists::isRestarted),
        units(plan, step -> isStarted(step) && isShown(step, targets)));
  }

  private static SortedSet<UnitName> units(Plan plan, Predicate<Step> isListed) {
    SortedSet<UnitName> units = new TreeSet<>();
    for (Step step : plan.steps().values()) {
      if (isListed.test(step)) {
        units.add(step.unit());
      }
    }
    return Collections.unmodifiableSortedSet(units);
  }

  private static boolean isStopped(Step step) {
    return step instanceof Step.Stop || step instanceof Step.StopStart;
  }

  private static boolean isRestarted(Step step) {
    return step instanceof Step.Restart || step instanceof Step.Relisten;
  }

  private static boolean isStarted(Step step) {
    return step instanceof Step.Start || step instanceof Step.StopStart;
  }

  /** What a target brings up is not listed, and neither is a target that is only started again. */
  private static boolean isShown(Step step, Targets targets) {
    boolean isTarget = step.unit().type() == UnitType.TARGET;
    return switch (step) {
      case Step.Start(var unit, var verdict, Step.Start.By by) ->
          switch (by) {
            case ITSELF -> true;
            case WANTED -> false;
            case TARGET -> targets == Targets.SHOWN;
          };
      case Step.StopStart _ -> !isTarget || targets == Targets.SHOWN;
      case Step.Keep _, Step.Reload _, Step.Restart _, Step.Relisten _, Step.Stop _ -> true;
    };
  }
}
