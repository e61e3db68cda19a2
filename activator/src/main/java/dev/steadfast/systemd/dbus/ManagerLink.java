package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.SystemdException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the manager, which is found again when the bus was restarted or the manager has
 * executed itself anew.
 *
 * <p>A new connection subscribes: of jobs that the old one has queued the manager tells subscribers
 * only. Source: {@code bus_job_send_removed_signal} of systemd 252.
 */
final class ManagerLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ManagerLink.class);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration ATTEMPT = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 200;

  /** How often one question is asked again. */
  private static final int MOST_LOSSES = 4;

  private final String address;
  private final Duration patience;
  private Bus bus;
  private boolean isHearing;
  private boolean mustSubscribe;
  private boolean isGivenUp;
  private Optional<String> newOwner = Optional.empty();
  private OptionalLong sent = OptionalLong.empty();

  /**
   * Over a connection that exists.
   *
   * @param address where to connect again
   * @param patience how long to try that
   */
  ManagerLink(Bus bus, String address, Duration patience) {
    this.bus = bus;
    this.address = address;
    this.patience = patience;
  }

  /** Sends calls over the connection of the moment. */
  private interface Attempt<T> {
    T over(Bus bus) throws SystemdException;
  }

  /**
   * Asks what does no harm when it is asked twice.
   *
   * @param doing what the call is for
   * @throws SystemdException if the answer is an error, or the manager cannot be reached again
   */
  Answer.Returned ask(Call call, String doing, Duration within) throws SystemdException {
    return again(now -> now.call(call, doing, within));
  }

  /** As {@link Bus#readAll}; all of them are sent again if the manager was lost. */
  List<Optional<Answer.Returned>> readAll(
      List<Call> calls, String absent, String doing, Duration within) throws SystemdException {
    return again(now -> now.readAll(calls, absent, doing, within));
  }

  private <T> T again(Attempt<T> attempt) throws SystemdException {
    for (int losses = 0; ; losses++) {
      try {
        return attempt.over(bus);
      } catch (SystemdException failed) {
        boolean isLoss = bus.isLost() || Manager.isLost(failed.errorName());
        if (!isLoss || losses == MOST_LOSSES) {
          throw failed;
        }
        findAgain(failed, Deadline.in(patience));
      }
    }
  }

  /** Calls what must not be called twice. */
  Answer.Returned callOnce(Call call, String doing, Duration within) throws SystemdException {
    refresh(doing);
    return bus.call(call, doing, within);
  }

  /** Sends calls and waits for their answers; nothing is sent twice. */
  List<Answer> callAll(List<Call> calls, Deadline deadline) {
    return bus.callAll(calls, deadline);
  }

  /** Sends a call whose only answer may be a refusal. */
  void send(Call call, String doing, Deadline deadline) throws SystemdException {
    sent = OptionalLong.of(bus.send(call, doing, deadline));
  }

  /** Throws if what was sent last has been refused by a manager that is there. */
  void checkSent(String doing, Duration within) throws SystemdException {
    Optional<Answer> answer = sent.isPresent() ? bus.answerTo(sent.getAsLong()) : Optional.empty();
    if (answer.isPresent()
        && answer.get() instanceof Answer.Refused refused
        && !Manager.isLost(refused.errorName())) {
      bus.returned(refused, doing, within);
    }
  }

  /** From now on signals of ended jobs and of another manager are kept; earlier ones are not. */
  void hear(String doing) throws SystemdException {
    refresh(doing);
    try {
      listen();
    } catch (SystemdException failed) {
      if (!bus.isLost()) {
        throw failed;
      }
      findAgain(failed, Deadline.in(patience));
    }
    bus.forgetSignals();
    newOwner = Optional.empty();
  }

  /** A connection that was lost between two calls is not worth a lost call. */
  private void refresh(String doing) throws SystemdException {
    bus.look();
    if (bus.isLost()) {
      findAgain(bus.lostWhile(doing), Deadline.in(patience));
    }
  }

  private void listen() throws SystemdException {
    if (isHearing) {
      return;
    }
    List<Call> matches =
        List.of(
            Call.of(Bus.DRIVER, "AddMatch", Manager.JOBS_MATCH),
            Call.of(Bus.DRIVER, "AddMatch", Manager.OWNER_MATCH));
    for (Answer answer : bus.callAll(matches, Deadline.in(ANSWER))) {
      bus.returned(answer, "asking to be told of ended jobs", ANSWER);
    }
    isHearing = true;
  }

  /**
   * The next signal. Afterwards {@link #newOwner} may know of another manager.
   *
   * @param wait how long to wait for it
   * @param deadline when to give up finding a lost way again
   * @return empty once the wait is over, and after the way had to be found again
   */
  Optional<Signal> nextSignal(String doing, Deadline wait, Deadline deadline)
      throws SystemdException {
    try {
      Optional<Signal> signal = bus.nextSignal(doing, deadline.orSooner(wait));
      signal.ifPresent(this::notice);
      return signal;
    } catch (SystemdException lost) {
      findAgain(lost, deadline);
      return Optional.empty();
    }
  }

  /** The next signal that is there already. */
  Optional<Signal> takenSignal() {
    Optional<Signal> signal = bus.takenSignal();
    signal.ifPresent(this::notice);
    return signal;
  }

  private void notice(Signal signal) {
    if (signal.member().equals("NameOwnerChanged")
        && signal.sender().equals(Bus.DRIVER.busName())
        && signal.values().getFirst().equals(Manager.NAME)
        && !signal.values().get(2).equals("")) {
      newOwner = Optional.of((String) signal.values().get(2));
    }
  }

  /**
   * The unique name of the manager if it may be another one, or may have ended jobs unheard, since
   * this was called last.
   */
  Optional<String> newOwner() {
    Optional<String> owner = newOwner;
    newOwner = Optional.empty();
    return owner;
  }

  /** What to throw if the way is not found again. */
  SystemdException lostWhile(String doing) {
    return bus.lostWhile(doing);
  }

  /**
   * Connects again if needed, and waits for the manager.
   *
   * @param lost thrown if that does not succeed
   * @param last when to give up, if that is before our patience has ended
   */
  void findAgain(SystemdException lost, Deadline last) throws SystemdException {
    if (isGivenUp) {
      throw lost;
    }
    LOG.warn("{}; trying for {} s to reach it again", lost.getMessage(), patience.toSeconds());
    Deadline ours = Deadline.in(patience);
    Deadline deadline = last.orSooner(ours);
    Optional<String> why = reach(deadline);
    while (why.isPresent()) {
      if (deadline.hasPassed() || !pause()) {
        isGivenUp = ours.hasPassed();
        LOG.warn("the manager was not reached again: {}", why.get());
        throw lost;
      }
      why = reach(deadline);
    }
    LOG.warn("the manager was reached again");
  }

  /** Nothing tells when a bus listens again. Whether the pause was not interrupted. */
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One attempt; a text says why it failed. */
  private Optional<String> reach(Deadline deadline) {
    String doing = "reaching the manager again";
    Duration within = Duration.ofMillis(deadline.orSooner(Deadline.in(ATTEMPT)).millisLeft());
    try {
      if (bus.isLost()) {
        connect(within);
      }
      listen();
      String owner = owner(doing, within);
      if (mustSubscribe) {
        bus.call(Call.of(Manager.PEER, "Subscribe"), doing, within);
        mustSubscribe = false;
      }
      newOwner = Optional.of(owner);
      return Optional.empty();
    } catch (SystemdException notYet) {
      return Optional.of(String.valueOf(notYet.getMessage()));
    }
  }

  private void connect(Duration within) throws SystemdException {
    bus.close();
    sent = OptionalLong.empty();
    bus = Bus.connect(address, within);
    isHearing = false;
    mustSubscribe = true;
  }

  private String owner(String doing, Duration within) throws SystemdException {
    Call whose = Call.of(Bus.DRIVER, "GetNameOwner", Manager.NAME);
    return (String) bus.call(whose, doing, within).values().getFirst();
  }

  @Override
  public void close() {
    bus.close();
  }
}
