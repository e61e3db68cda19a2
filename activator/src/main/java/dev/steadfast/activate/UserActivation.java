package dev.steadfast.activate;

import dev.steadfast.activate.Announcement.Verb;
import dev.steadfast.nixos.UnitListFile.Kind;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Carries out plans for the units of one user: there is no activation script, and no pin.
 *
 * <p>Units of a user's manager are what a generation has put into place for all users, or a tool of
 * the user for this one.
 */
public final class UserActivation {
  private final Machine machine;
  private final ActivationOptions options;
  private final EffectListener listener;
  private final Ticker ticker = Ticker.system();

  public UserActivation(Machine machine, ActivationOptions options, EffectListener listener) {
    this.machine = machine;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Carries out one plan.
   *
   * @param after restarted when all else is done, if it is given: the unit by which NixOS runs what
   *     a user has to have run at each switch
   */
  public ActivationReport run(Plan plan, Optional<UnitName> after, Announcer announcer) {
    JobWaits waits = new JobWaits(options.jobDeadline(), options.deadline(), announcer, ticker);
    Effects effects = new Effects(listener, machine.systemd(), waits);
    Reach reach =
        new Reach(
            machine,
            effects,
            new UserCommand(machine.tools(), machine.places().host()),
            new DerivedCopies(machine.places(), effects),
            ticker,
            options.targets());
    return new Run(plan, reach, announcer).all(after);
  }

  /** One plan being carried out. */
  private static final class Run {
    private final Plan plan;
    private final Reach reach;
    private final Announcer announcer;
    private final Outcomes outcomes = new Outcomes();
    private final ResumeLists lists;
    private final List<String> notes = new ArrayList<>();
    private Aftermath aftermath = Aftermath.NONE;
    private SortedMap<UnitName, ObservedUnit> before = new TreeMap<>();
    private Optional<String> lost = Optional.empty();

    Run(Plan plan, Reach reach, Announcer announcer) {
      this.plan = plan;
      this.reach = reach;
      this.announcer = announcer;
      this.lists = new ResumeLists(reach.machine().places().nixos(), reach.effects());
    }

    ActivationReport all(Optional<UnitName> after) {
      SwitchProgress progress;
      try {
        before = reach.machine().systemd().units();
        SortedSet<UnitName> endangered =
            new Endangered(plan, before).foreseen(reach.machine().systemd());
        progress =
            SwitchProgress.begin(plan, endangered, reach.machine().places(), reach.effects());
        lists.write(plan);
      } catch (IOException unwritable) {
        return report("it was not begun", List.of("error: " + Why.of(unwritable)));
      } catch (SystemdException unknown) {
        return report("it was not begun", List.of("error: " + Why.of(unknown)));
      }
      carryOut(progress, after);
      notes.addAll(progress.problems());
      notes.addAll(lists.problems());
      return report(lost.orElse("its turn did not come"), List.of());
    }

    private ActivationReport report(String whyNotRun, List<String> invalid) {
      return new ActivationReport(
          plan, outcomes.all(plan, whyNotRun), 0, invalid, notes, aftermath);
    }

    private void carryOut(SwitchProgress progress, Optional<UnitName> after) {
      JobPhases jobs = new JobPhases(plan, reach, outcomes, progress, announcer);
      lost = jobs.stop(before);
      skips(after);
      if (lost.isEmpty()) {
        manager();
      }
      ReloadPhase reloads = new ReloadPhase(reach, outcomes, progress, lists, announcer);
      if (lost.isEmpty()) {
        keep();
        lost = reloads.run(plan, jobs);
      }
      if (lost.isEmpty()) {
        lost = jobs.restart();
      }
      if (lost.isEmpty()) {
        lists.done(Kind.RESTART);
      }
      lost = lost.isEmpty() ? jobs.start(reloads.toStart()) : jobs.startAnyhow(lost.get());
      if (lost.isEmpty()) {
        lists.done(Kind.START);
        after.ifPresent(unit -> runAfter(unit, jobs));
      }
      notes.addAll(reloads.notes());
      notes.addAll(jobs.notes());
      end(jobs, progress);
    }

    /** That which is run at each switch is not one that is left alone. */
    private void skips(Optional<UnitName> after) {
      SortedSet<UnitName> skip = new TreeSet<>(PlanLists.of(plan, reach.targets()).skip());
      if (after.isPresent()) {
        skip.remove(after.get());
      }
      if (!skip.isEmpty()) {
        announcer.say(new Announcement.Units(Verb.SKIP, skip));
      }
    }

    private void manager() {
      try {
        if (plan.manager().reexecute()) {
          reexecute();
        }
        if (plan.manager().daemonReload()) {
          reach.effects().resetFailed();
          reach.effects().daemonReload();
        }
      } catch (SystemdException failed) {
        lost = Optional.of("daemon-reload: " + Why.of(failed));
      }
    }

    /** Source: NixOS's own program does not mind whether a user's manager does. */
    private void reexecute() {
      try {
        reach.effects().reexecute();
      } catch (SystemdException refused) {
        notes.add("the user's manager has not executed itself anew: " + Why.of(refused));
      }
    }

    private void keep() {
      for (Step step : plan.steps().values()) {
        if (step instanceof Step.Keep) {
          outcomes.add(new StepOutcome.Done(step, Duration.ZERO));
        }
      }
    }

    private void runAfter(UnitName unit, JobPhases jobs) {
      announcer.say(new Announcement.Units(Verb.RESTART, new TreeSet<>(List.of(unit))));
      lost = jobs.restart(unit);
    }

    private void end(JobPhases jobs, SwitchProgress progress) {
      jobs.failures().forEach(announcer::say);
      if (lost.isPresent()) {
        aftermath = Aftermath.unknown(jobs.troubles(), lost.get());
        return;
      }
      progress.end();
      Settling settling = new Settling(plan, reach, before);
      aftermath = settling.aftermath(jobs.hasQueued(), jobs.troubles());
      notes.addAll(settling.notes());
      if (!aftermath.failed().isEmpty()) {
        announcer.say(new Announcement.Failed(aftermath.failed()));
      }
    }
  }
}
