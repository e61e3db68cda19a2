package dev.steadfast.activate;

import dev.steadfast.plan.Step;
import dev.steadfast.plan.ValidationSpec;
import dev.steadfast.process.Identity;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.SystemdException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One reload, from the check that the process is still the planned one to the proof that it has
 * loaded the new content, or to the proof that it has the old one again.
 */
final class Reloading {
  private final Step.Reload step;
  private final Reach reach;
  private final SwitchProgress progress;
  private final Handovers handovers;
  private final Witnesses witnesses;
  private final List<String> notes = new ArrayList<>();
  private final long start;
  private final HandoverRecord record;
  private boolean isProven;

  Reloading(Step.Reload step, Reach reach, SwitchProgress progress) {
    this.step = step;
    this.reach = reach;
    this.progress = progress;
    this.handovers = new Handovers(step, reach.effects(), reach.machine().view(), progress);
    this.record = new HandoverRecord(step, reach.machine().places(), reach.effects());
    Client client = new Client(step.client(), reach.commands());
    this.witnesses = new Witnesses(step, client, reach.machine(), reach.ticker());
    this.start = reach.ticker().nanos();
  }

  /** What the operator should know besides the outcome. */
  List<String> notes() {
    return notes;
  }

  StepOutcome run() {
    try {
      Optional<ObservedUnit> unit =
          Optional.ofNullable(reach.machine().systemd().units().get(step.unit()));
      if (unit.isEmpty() || !unit.get().activeState().isUp()) {
        note("is not running: nothing to reload, the next start reads the new configuration");
        return done();
      }
      return isPlannedProcess() ? reload() : restart();
    } catch (SystemdException lost) {
      return new StepOutcome.NotRun(step, Why.of(lost));
    } catch (IOException unreadable) {
      return new StepOutcome.NotRun(step, Why.of(unreadable));
    }
  }

  private boolean isPlannedProcess() throws SystemdException, IOException {
    return step.identity().equals(identity());
  }

  private Optional<Identity> identity() throws SystemdException, IOException {
    return reach.machine().view().identity(step.unit());
  }

  private StepOutcome restart() {
    progress.inHand(List.of(step.unit()));
    note("was restarted: its process is not the one that the plan is about");
    try {
      JobResult result = reach.effects().job(JobType.RESTART, step.unit());
      return result.isSuccess()
          ? done()
          : new StepOutcome.Failed(step, result, "the restart job ended with " + result);
    } catch (SystemdException lost) {
      return new StepOutcome.Failed(step, JobResult.UNRECOGNIZED, Why.of(lost));
    }
  }

  private StepOutcome reload() {
    Witnesses.Sample before = witnesses.sample();
    Optional<String> wrong = beforeSignal();
    return wrong.isPresent() ? undoBeforeSignal(wrong.get()) : signal(before);
  }

  /** Hands over and proves; a text says why the process must not be told. */
  private Optional<String> beforeSignal() {
    try {
      reach.copies().make(step);
      handovers.make();
      Optional<String> refused = rehearse();
      return refused.isPresent() ? refused : doubt();
    } catch (SystemdException refused) {
      return Optional.of(Why.of(refused));
    } catch (IOException failed) {
      return Optional.of(Why.of(failed));
    }
  }

  private Optional<String> rehearse() {
    if (step.validations().stream().noneMatch(ValidationSpec.QueryEmpty.class::isInstance)) {
      return Optional.empty();
    }
    List<Seen> seen = witnesses.rehearse();
    Witnesses.notAsked(seen).ifPresent(why -> note("could not be rehearsed: " + why));
    return Witnesses.refuted(seen)
        .map(why -> "found in rehearsal, before the process was told: " + why);
  }

  private Optional<String> doubt() throws SystemdException, IOException {
    return handovers.doubts().stream().findFirst().map(why -> "not visible to the process: " + why);
  }

  private StepOutcome undoBeforeSignal(String why) {
    List<String> left = handovers.takeBack();
    remember(left.isEmpty() ? record.takenBack(handovers.boundBefore()) : Optional.empty());
    if (handovers.outliveTheStep() || !left.isEmpty()) {
      remember(record.notLoaded());
    }
    return left.isEmpty()
        ? new StepOutcome.Undone(step, why + neverTold())
        : new StepOutcome.Failed(
            step,
            JobResult.NOT_QUEUED,
            why
                + "; the process was not told and runs as before, but its next reload or start"
                + " reads the rejected configuration: "
                + String.join("; ", left));
  }

  private String neverTold() {
    return handovers.outliveTheStep()
        ? "; the process was not told, its next reload or start reads the rejected configuration"
        : "";
  }

  private StepOutcome signal(Witnesses.Sample before) {
    JobResult result = JobResult.UNRECOGNIZED;
    try {
      result = reach.effects().job(JobType.RELOAD, step.unit());
      if (result == JobResult.DEADLINE) {
        return unknown(result, "the reload did not come to its end in time");
      }
      if (result != JobResult.DONE) {
        return undoAfterSignal(before, result, "the reload job ended with " + result);
      }
      return judge(before, result);
    } catch (SystemdException lost) {
      return unknown(result, Why.of(lost));
    } catch (IOException unreadable) {
      return unknown(result, Why.of(unreadable));
    }
  }

  private StepOutcome unknown(JobResult result, String why) {
    remember(record.notLoaded());
    return new StepOutcome.Failed(
        step, result, why + "; the process was told to reload and may have either configuration");
  }

  private StepOutcome judge(Witnesses.Sample before, JobResult result)
      throws SystemdException, IOException {
    if (!isSameMainProcess()) {
      return new StepOutcome.Failed(
          step, result, "the main process did not survive the reload, another one runs now");
    }
    List<Seen> seen = witnesses.ask(before);
    Optional<String> refuted = Witnesses.refuted(seen);
    Optional<String> wrong = refuted.isPresent() ? refuted : doubt();
    if (wrong.isPresent()) {
      return undoAfterSignal(before, result, wrong.get());
    }
    notes.addAll(handovers.depths());
    return proven(seen);
  }

  private StepOutcome proven(List<Seen> seen) {
    Optional<String> open =
        seen.isEmpty() ? Optional.of("no witness is known") : Witnesses.notAsked(seen);
    remember(record.loaded());
    if (open.isPresent()) {
      return new StepOutcome.Unproven(step, open.get());
    }
    isProven = true;
    return done();
  }

  /**
   * Removes copies that nothing reads any more. Not before the step is recorded as done: until then
   * a repeated run compares with what the process had before, and that may be such a copy.
   */
  void removeOldCopies() {
    try {
      if (isProven) {
        reach.copies().removeOthers(step);
      }
    } catch (IOException stays) {
      note("an older copy stays: " + Why.of(stays));
    }
  }

  /** A program that executes itself again stays the same process. */
  private boolean isSameMainProcess() throws SystemdException, IOException {
    Optional<Identity> now = identity();
    Optional<Identity> planned = step.identity();
    if (now.isEmpty() || planned.isEmpty()) {
      return now.isEmpty() && planned.isEmpty();
    }
    return now.get().mainPid() == planned.get().mainPid()
        && now.get().startTime() == planned.get().startTime();
  }

  /** Takes back, reloads the old content and asks for the proof of it. */
  private StepOutcome undoAfterSignal(Witnesses.Sample before, JobResult result, String why)
      throws SystemdException {
    List<String> left = handovers.takeBack();
    if (!left.isEmpty()) {
      return unknown(result, why + "; it cannot be taken back: " + String.join("; ", left));
    }
    Witnesses.Sample second = witnesses.sample();
    Optional<String> unproven = handovers.outliveTheStep() ? stable() : reloadOld(second);
    boolean back = unproven.isEmpty() || witnesses.nothingLoadedSince(before);
    remember(record.takenBack(handovers.boundBefore()));
    if (handovers.outliveTheStep()) {
      remember(record.notLoaded());
    }
    return back
        ? new StepOutcome.Undone(step, why)
        : unknown(result, why + "; the previous files are back, but " + unproven.get());
  }

  private static Optional<String> stable() {
    return Optional.of("not the one that activation itself has put in place");
  }

  private Optional<String> reloadOld(Witnesses.Sample before) throws SystemdException {
    JobResult again = reach.effects().job(JobType.RELOAD, step.unit());
    if (again != JobResult.DONE) {
      return Optional.of("reloading them ended with " + again);
    }
    List<Seen> seen = witnesses.askReturn(before);
    if (seen.isEmpty()) {
      return Optional.of("nothing proves that the process has loaded them");
    }
    Optional<String> refuted = Witnesses.refuted(seen);
    return refuted.isPresent() ? refuted : Witnesses.notAsked(seen);
  }

  private StepOutcome done() {
    return new StepOutcome.Done(step, reach.ticker().since(start));
  }

  private void remember(Optional<String> problem) {
    problem.ifPresent(this::note);
  }

  private void note(String text) {
    notes.add(step.unit() + ": " + text);
  }
}
