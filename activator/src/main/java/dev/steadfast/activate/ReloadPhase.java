package dev.steadfast.activate;

import dev.steadfast.activate.Announcement.Verb;
import dev.steadfast.nixos.UnitListFile.Kind;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists;
import dev.steadfast.plan.Step;
import dev.steadfast.unit.UnitName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The reloads of a plan: first those of which only the job is known, then the proved ones. */
final class ReloadPhase {
  private final Reach reach;
  private final Outcomes outcomes;
  private final SwitchProgress progress;
  private final ResumeLists lists;
  private final Announcer announcer;
  private final List<String> notes = new ArrayList<>();
  private SortedSet<UnitName> toStart = Collections.emptySortedSet();

  ReloadPhase(
      Reach reach,
      Outcomes outcomes,
      SwitchProgress progress,
      ResumeLists lists,
      Announcer announcer) {
    this.reach = reach;
    this.outcomes = outcomes;
    this.progress = progress;
    this.lists = lists;
    this.announcer = announcer;
  }

  /** Units that went down before their turn came, and are to be started instead. */
  SortedSet<UnitName> toStart() {
    return toStart;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Why no further job can be queued; empty if they can. */
  Optional<String> run(Plan plan, JobPhases jobs) {
    Fallen fallen = Fallen.of(plan, reach.machine().systemd());
    if (fallen.problem().isPresent()) {
      return fallen.problem();
    }
    toStart = fallen.toStart();
    fallen.toStayDown().forEach(this::leaveDown);
    SortedSet<UnitName> units = new TreeSet<>(PlanLists.of(plan, reach.targets()).reload());
    units.removeAll(fallen.down());
    lists.add(Kind.START, toStart);
    lists.replace(Kind.RELOAD, units);
    if (!units.isEmpty()) {
      announcer.say(new Announcement.Units(Verb.RELOAD, units));
    }
    Optional<String> lost = jobs.reloadPlainly(fallen.down());
    for (Step step : plan.steps().values()) {
      boolean isProved = step instanceof Step.Reload && !JobPhases.isPlainReload(step);
      if (isProved && lost.isEmpty() && units.contains(step.unit())) {
        reload((Step.Reload) step);
      }
    }
    if (lost.isEmpty()) {
      lists.done(Kind.RELOAD);
    }
    return lost;
  }

  private void leaveDown(Step step) {
    notes.add(
        step.unit() + ": is not running and only started by hand: there is nothing to reload");
    outcomes.add(new StepOutcome.Done(step, Duration.ZERO));
    progress.done(step.unit());
  }

  private void reload(Step.Reload step) {
    Reloading reloading = new Reloading(step, reach, progress);
    StepOutcome outcome = reloading.run();
    outcomes.add(outcome);
    record(outcome);
    reloading.removeOldCopies();
    notes.addAll(reloading.notes());
  }

  private void record(StepOutcome outcome) {
    switch (outcome) {
      case StepOutcome.Done done -> progress.done(done.step().unit());
      case StepOutcome.Unproven unproven -> progress.done(unproven.step().unit());
      case StepOutcome.Undone undone -> progress.undone(undone.step().unit());
      case StepOutcome.Failed failed -> {}
      case StepOutcome.NotRun notRun -> {}
    }
  }
}
