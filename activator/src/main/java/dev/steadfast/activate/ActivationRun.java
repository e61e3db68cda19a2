package dev.steadfast.activate;

import dev.steadfast.activate.Announcement.Verb;
import dev.steadfast.nixos.UnitListFile.Kind;
import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists;
import dev.steadfast.plan.Requests;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** One plan being carried out. */
final class ActivationRun {
  private static final UnitName SYSINIT = new UnitName("sysinit-reactivation.target");
  private static final Path NOTHING = Path.of("/dev/null");
  private final Reach reach;
  private final Outside outside;
  private final ActivationOptions options;
  private final ActivationScript script;
  private final Pins pins;
  private final Outcomes outcomes = new Outcomes();
  private final ResumeLists lists;
  private final List<String> notes = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private SortedMap<UnitName, ObservedUnit> before = new TreeMap<>();
  private Aftermath aftermath = Aftermath.NONE;
  private Plan plan;

  /** Why no further step can be tried; empty as long as they can. */
  private Optional<String> lost = Optional.empty();

  ActivationRun(Plan plan, Reach reach, ActivationOptions options, Outside outside) {
    this.plan = plan;
    this.reach = reach;
    this.outside = outside;
    this.options = options;
    this.script = new ActivationScript(reach, options);
    this.pins = new Pins(reach.machine().places(), reach.effects());
    this.lists = new ResumeLists(reach.machine().places().nixos(), reach.effects());
  }

  /** What can be known to be wrong before anything is touched. */
  Checked check() {
    return new Preflight(reach, pins, options).check(plan);
  }

  ActivationReport run(Checked checked) {
    notes.addAll(checked.notes());
    if (!checked.invalid().isEmpty()) {
      return report("the switch was not begun", checked.invalid());
    }
    SwitchProgress progress;
    try {
      before = reach.machine().systemd().units();
      pins.set(plan);
      SortedSet<UnitName> endangered =
          new Endangered(plan, before).foreseen(reach.machine().systemd());
      progress = SwitchProgress.begin(plan, endangered, reach.machine().places(), reach.effects());
      rememberRepointed(progress);
      lists.write(plan);
    } catch (IOException unwritable) {
      return report("the switch was not begun", List.of("error: " + Why.of(unwritable)));
    } catch (SystemdException unknown) {
      return report("the switch was not begun", List.of("error: " + Why.of(unknown)));
    }
    carryOut(progress);
    notes.addAll(progress.problems());
    notes.addAll(lists.problems());
    return report(lost.orElse("its turn did not come"), List.of());
  }

  /** What activation will re-point shows afterwards no more what the process has loaded. */
  private void rememberRepointed(SwitchProgress progress) throws IOException, SystemdException {
    for (Step step : plan.steps().values()) {
      if (step instanceof Step.Reload reload) {
        for (Handover handover : reload.handovers()) {
          if (handover instanceof Handover.Stable(Path knownAs, Path content)) {
            progress.before(step.unit(), knownAs, shown(reload, knownAs));
          }
        }
      }
    }
  }

  /** A file that is new has nothing before it. */
  private Path shown(Step.Reload step, Path knownAs) throws IOException, SystemdException {
    try {
      return reach.machine().view().shown(step.unit(), knownAs).orElse(NOTHING);
    } catch (NoSuchFileException isNew) {
      return NOTHING;
    }
  }

  private ActivationReport report(String whyNotRun, List<String> invalid) {
    return new ActivationReport(
        plan, outcomes.all(plan, whyNotRun), script.exit(), invalid, notes, aftermath);
  }

  private void carryOut(SwitchProgress progress) {
    JobPhases jobs = new JobPhases(plan, reach, outcomes, progress, outside.announcer());
    swapsOff();
    lost = jobs.stop(before);
    if (lost.isEmpty()) {
      say(Verb.SKIP, PlanLists.of(plan, reach.targets()).skip());
      activate(jobs);
    }
    if (lost.isEmpty()) {
      manager();
    }
    if (lost.isEmpty()) {
      troubles.addAll(outside.users().switchUnits(outside.announcer()));
      reactivateSysinit(jobs);
    }
    ReloadPhase reloads = new ReloadPhase(reach, outcomes, progress, lists, outside.announcer());
    if (lost.isEmpty()) {
      keep();
      lost = reloads.run(plan, jobs);
      notes.addAll(reloads.notes());
    }
    restartAndStart(jobs, reloads.toStart());
    notes.addAll(jobs.notes());
    end(jobs, progress);
  }

  private void swapsOff() {
    for (String device : plan.manager().swapsOff()) {
      outside.announcer().say(new Announcement.SwapOff(device));
      try {
        reach.effects().swapOff(device, outside.swaps());
      } catch (IOException stays) {
        outside.announcer().say(new Announcement.SwapStays(device, Why.of(stays)));
        notes.add(device + ": still swapped to: " + Why.of(stays));
      }
    }
  }

  private void activate(JobPhases jobs) {
    outside.announcer().say(new Announcement.Activating());
    lost = script.run(plan);
    notes.addAll(script.notes());
    if (script.exit() != 0) {
      outside.announcer().say(new Announcement.ScriptFailed());
    }
    RequestLists asked = new RequestLists(reach.machine().places().nixos(), reach.effects());
    Requests requests = asked.read();
    if (asked.areThere()) {
      outside.announcer().say(new Announcement.ListsFound());
    }
    if (!requests.isEmpty()) {
      Outside.Replanned again = outside.replanning().with(plan, requests);
      plan = again.plan();
      troubles.addAll(again.problems());
      jobs.follow(plan);
      try {
        lists.write(plan);
        asked.remove();
      } catch (IOException unwritten) {
        notes.add("what the activation script asks for is not remembered: " + Why.of(unwritten));
      }
    } else {
      asked.remove();
    }
    notes.addAll(asked.problems());
  }

  private void manager() {
    try {
      if (plan.manager().reexecute()) {
        outside.announcer().say(new Announcement.Reexecuting());
        reach.effects().reexecute();
      }
      reach.effects().resetFailed();
      if (plan.manager().daemonReload()) {
        reach.effects().daemonReload();
      }
    } catch (SystemdException failed) {
      lost = Optional.of("daemon-reload: " + Why.of(failed));
    }
  }

  private void reactivateSysinit(JobPhases jobs) {
    if (plan.manager().reactivateSysinit()) {
      outside.announcer().say(new Announcement.ReactivatingSysinit());
      lost = jobs.restart(SYSINIT);
    }
  }

  private void keep() {
    for (Step step : plan.steps().values()) {
      if (step instanceof Step.Keep) {
        outcomes.add(new StepOutcome.Done(step, Duration.ZERO));
      }
    }
  }

  private void restartAndStart(JobPhases jobs, SortedSet<UnitName> instead) {
    if (lost.isEmpty()) {
      lost = jobs.restart();
    }
    if (lost.isEmpty()) {
      lists.done(Kind.RESTART);
    }
    lost = lost.isEmpty() ? jobs.start(instead) : jobs.startAnyhow(lost.get());
    if (lost.isEmpty()) {
      lists.done(Kind.START);
    }
  }

  private void end(JobPhases jobs, SwitchProgress progress) {
    jobs.failures().forEach(outside.announcer()::say);
    troubles.addAll(jobs.troubles());
    if (lost.isPresent()) {
      aftermath = Aftermath.unknown(troubles, lost.get());
      return;
    }
    progress.end();
    notes.addAll(new PinRelease(plan, reach, pins, outcomes).run());
    Settling settling = new Settling(plan, reach, before);
    aftermath = settling.aftermath(jobs.hasQueued(), troubles);
    notes.addAll(settling.notes());
    if (!aftermath.begun().isEmpty()) {
      outside.announcer().say(new Announcement.Begun(aftermath.begun()));
    }
    if (!aftermath.failed().isEmpty()) {
      outside.announcer().say(new Announcement.Failed(aftermath.failed()));
    }
  }

  private void say(Verb verb, SortedSet<UnitName> units) {
    if (!units.isEmpty()) {
      outside.announcer().say(new Announcement.Units(verb, units));
    }
  }
}
