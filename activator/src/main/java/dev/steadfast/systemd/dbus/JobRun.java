package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.JobWatcher;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs of one type, from the calls that queue them until the last one has ended. */
final class JobRun {
  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
  private static final Duration WATCH = Duration.ofSeconds(1);

  private final ManagerLink link;
  private final JobType type;
  private final Deadline deadline;
  private final QueuedJobs jobs;
  private final LostJobs lostJobs;
  private final List<UnitName> order;
  private final SortedSet<UnitName> unsent;

  /** Units of which it is not known whether the manager got the call. */
  private final SortedSet<UnitName> doubtful = new TreeSet<>();

  private Optional<SystemdException> loss = Optional.empty();

  /**
   * @param order the units, each once, as their jobs are to be queued
   */
  JobRun(ManagerLink link, JobType type, List<UnitName> order, Deadline deadline) {
    this.link = link;
    this.type = type;
    this.deadline = deadline;
    this.order = order;
    this.unsent = new TreeSet<>(order);
    this.jobs = new QueuedJobs(order);
    this.lostJobs = new LostJobs(link, type, jobs);
  }

  /**
   * Queues and waits.
   *
   * @return one result a unit
   */
  SortedMap<UnitName, JobResult> run(JobWatcher watcher) throws SystemdException {
    link.hear("queuing " + type + " jobs");
    queue();
    while (loss.isPresent()) {
      link.findAgain(loss.get(), deadline);
      loss = Optional.empty();
      unsent.addAll(lostJobs.look(doubtful));
      doubtful.clear();
      queue();
    }
    awaitEnd(watcher);
    return jobs.results();
  }

  private void queue() {
    List<UnitName> each = order.stream().filter(unit -> unsent.contains(unit)).toList();
    unsent.clear();
    List<Call> calls = new ArrayList<>(each.size());
    for (UnitName unit : each) {
      calls.add(Call.of(Manager.PEER, Words.method(type), unit.value(), "replace"));
    }
    List<Answer> answers = link.callAll(calls, deadline);
    for (int i = 0; i < each.size(); i++) {
      take(answers.get(i), each.get(i));
    }
  }

  private void take(Answer answer, UnitName unit) {
    switch (answer) {
      case Answer.Returned queued -> jobs.queued(unit, queued);
      case Answer.Refused(String error, String message) when Manager.isLost(error) -> {
        (Manager.isAbsent(error) ? unsent : doubtful).add(unit);
        loss = Optional.of(lostWhileQueuing(unit, error, message));
      }
      case Answer.Refused refused -> refused(unit, refused);
      case Answer.Missing() ->
          LOG.warn("{}: systemd did not say in time whether it queued its {}", unit, type);
      case Answer.Lost() -> {
        doubtful.add(unit);
        loss = Optional.of(link.lostWhile("queuing " + type + " jobs"));
      }
      case Answer.Unsent() -> {
        unsent.add(unit);
        loss = Optional.of(link.lostWhile("queuing " + type + " jobs"));
      }
    }
  }

  private SystemdException lostWhileQueuing(UnitName unit, String error, String message) {
    return new SystemdException(
        error, "systemd was lost while queuing the " + type + " of " + unit + ": " + message);
  }

  private void refused(UnitName unit, Answer.Refused refused) {
    LOG.warn(
        "{}: systemd refused to queue its {}, it is left as it is: {} ({})",
        unit,
        type,
        refused.message(),
        refused.errorName());
    jobs.ended(unit, JobResult.NOT_QUEUED);
  }

  private void awaitEnd(JobWatcher watcher) throws SystemdException {
    String doing = "waiting for " + type + " jobs";
    long start = System.nanoTime();
    lostJobs.takeSignals();
    while (!jobs.areDone() && !deadline.hasPassed()) {
      Optional<Signal> signal = link.nextSignal(doing, Deadline.in(WATCH), deadline);
      if (signal.isPresent()) {
        jobs.removed(signal.get());
      } else {
        watcher.waiting(type, jobs.underWay(), Duration.ofNanos(System.nanoTime() - start));
      }
      lostJobs.lookIfNeeded();
    }
  }
}
