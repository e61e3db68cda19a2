package dev.steadfast.activate;

import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.SystemdException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One plan being carried out. */
final class ActivationRun {
  private static final int NOT_RUN = -1;
  private static final int KILLED = 137;
  private static final int NOT_EXECUTABLE = 126;
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);
  private static final Path NOTHING = Path.of("/dev/null");
  private final Plan plan;
  private final Reach reach;
  private final ActivationOptions options;
  private final Pins pins;
  private final Outcomes outcomes;
  private final List<String> notes = new ArrayList<>();
  private int activationExit = NOT_RUN;

  /** Why no further step can be tried; empty as long as they can. */
  private Optional<String> lost = Optional.empty();

  ActivationRun(Plan plan, Reach reach, ActivationOptions options) {
    this.plan = plan;
    this.reach = reach;
    this.options = options;
    this.pins = new Pins(reach.machine().places(), reach.effects());
    this.outcomes = new Outcomes(plan);
  }

  ActivationReport run() {
    Preflight.Result checked = new Preflight(reach, pins).check(plan);
    notes.addAll(checked.notes());
    if (!checked.invalid().isEmpty()) {
      return report("the switch was not begun", checked.invalid());
    }
    SwitchProgress progress;
    try {
      pins.set(plan);
      progress = SwitchProgress.begin(plan, reach.machine().places(), reach.effects());
      rememberRepointed(progress);
    } catch (IOException unwritable) {
      return report("the switch was not begun", List.of("error: " + Why.of(unwritable)));
    } catch (SystemdException unknown) {
      return report("the switch was not begun", List.of("error: " + Why.of(unknown)));
    }
    carryOut(progress);
    notes.addAll(progress.problems());
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
    return new ActivationReport(plan, outcomes.all(whyNotRun), activationExit, invalid, notes);
  }

  private void carryOut(SwitchProgress progress) {
    JobPhases jobs = new JobPhases(plan, reach, outcomes, progress);
    lost = jobs.stop();
    if (lost.isEmpty()) {
      activate();
    }
    if (lost.isEmpty()) {
      daemonReload();
    }
    if (lost.isEmpty()) {
      keep();
      reload(progress);
      lost = jobs.run(JobType.RESTART);
    }
    lost = lost.isEmpty() ? jobs.start() : jobs.stayStopped(lost.get());
    notes.addAll(jobs.notes());
    if (lost.isEmpty()) {
      progress.end();
      notes.addAll(new PinRelease(plan, reach, pins, outcomes).run());
    }
  }

  /** A failure is reported and the switch goes on, as NixOS does. */
  private void activate() {
    try {
      Process script =
          reach.effects().script(Preflight.script(plan), options.environment(), options.output());
      Duration deadline = options.scriptDeadline().orElse(FOR_EVER);
      activationExit = Child.endsWithin(script, deadline) ? script.exitValue() : KILLED;
      if (activationExit == KILLED) {
        notes.add(Preflight.script(plan) + ": was killed, or took more than its time");
      }
    } catch (IOException unable) {
      activationExit = NOT_EXECUTABLE;
      notes.add(Preflight.script(plan) + ": cannot be run: " + Why.of(unable));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      lost = Optional.of("interrupted while the activation script ran");
    }
  }

  private void daemonReload() {
    try {
      if (plan.daemonReload()) {
        reach.effects().daemonReload();
      }
    } catch (SystemdException failed) {
      lost = Optional.of("daemon-reload: " + Why.of(failed));
    }
  }

  private void keep() {
    for (Step step : plan.steps().values()) {
      if (step instanceof Step.Keep) {
        outcomes.add(new StepOutcome.Done(step, Duration.ZERO));
      }
    }
  }

  private void reload(SwitchProgress progress) {
    for (Step step : plan.steps().values()) {
      if (step instanceof Step.Reload reload) {
        Reloading reloading = new Reloading(reload, reach, progress);
        StepOutcome outcome = reloading.run();
        outcomes.add(outcome);
        record(outcome, progress);
        reloading.removeOldCopies();
        notes.addAll(reloading.notes());
      }
    }
  }

  private static void record(StepOutcome outcome, SwitchProgress progress) {
    switch (outcome) {
      case StepOutcome.Done done -> progress.done(done.step().unit());
      case StepOutcome.Unproven unproven -> progress.done(unproven.step().unit());
      case StepOutcome.Undone undone -> progress.undone(undone.step().unit());
      case StepOutcome.Failed failed -> {}
      case StepOutcome.NotRun notRun -> {}
    }
  }
}
