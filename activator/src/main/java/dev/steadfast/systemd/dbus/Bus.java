package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.dbus.Call.Peer;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.MethodReturn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a message bus, for one thread.
 *
 * <p>One loop reads everything that arrives: answers are matched to their calls by serial, signals
 * are kept in the order of their arrival, also while an answer is awaited.
 */
final class Bus implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bus.class);

  /** The bus itself. */
  static final Peer DRIVER =
      new Peer("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus");

  /**
   * Calls that may be without an answer at one time. dbus-daemon's own default limit is 128 a
   * connection ({@code max_replies_per_connection}, dbus-daemon(1)).
   */
  private static final int WINDOW = 64;

  private final Wire wire;
  private final Deque<Signal> signals = new ArrayDeque<>();
  private final Map<Long, Answer> answers = new HashMap<>();

  /** Why the connection is of no more use; empty as long as it is. */
  private Optional<Exception> lost = Optional.empty();

  private Bus(Wire wire) {
    this.wire = wire;
  }

  /**
   * Connects and says hello.
   *
   * @param address D-Bus address of one bus, such as {@code unix:path=/run/dbus/system_bus_socket}
   * @throws SystemdException at once if nothing listens there
   */
  static Bus connect(String address, Duration within) throws SystemdException {
    Bus bus = new Bus(Wire.open(address, within));
    try {
      bus.call(Call.of(DRIVER, "Hello"), "saying hello to " + address, within);
    } catch (SystemdException refused) {
      bus.close();
      throw refused;
    }
    return bus;
  }

  /**
   * Sends a call and waits for its answer.
   *
   * @param doing what the call is for, as in "asking for …"; goes into the exception
   * @throws SystemdException if the answer is an error, or none came within the time
   */
  Answer.Returned call(Call call, String doing, Duration within) throws SystemdException {
    return returned(callAll(List.of(call), Deadline.in(within)).getFirst(), doing, within);
  }

  /**
   * Sends calls that read, and waits for all their answers.
   *
   * @param absent error that says that what was asked for is not there
   * @return one a call, in the order of the calls; empty if it was refused with that error
   * @throws SystemdException if any other answer is an error or is missing
   */
  List<Optional<Answer.Returned>> readAll(
      List<Call> calls, String absent, String doing, Duration within) throws SystemdException {
    List<Optional<Answer.Returned>> all = new ArrayList<>(calls.size());
    for (Answer answer : callAll(calls, Deadline.in(within))) {
      boolean isAbsent = answer instanceof Answer.Refused no && no.errorName().equals(absent);
      all.add(isAbsent ? Optional.empty() : Optional.of(returned(answer, doing, within)));
    }
    return Collections.unmodifiableList(all);
  }

  /**
   * What a call returned that was sent with others.
   *
   * @param within the time that it had
   * @throws SystemdException if the answer is anything else
   */
  Answer.Returned returned(Answer answer, String doing, Duration within) throws SystemdException {
    return switch (answer) {
      case Answer.Returned returned -> returned;
      case Answer.Refused refused ->
          throw new SystemdException(
              refused.errorName(), "error while " + doing + ": " + refused.message());
      case Answer.Missing() ->
          throw SystemdException.noAnswer(
              "no answer within " + within.toSeconds() + " s while " + doing);
      case Answer.Lost(), Answer.Unsent() -> throw lostWhile(doing);
    };
  }

  /** Whether it was found to be lost: every later call fails at once. */
  boolean isLost() {
    return lost.isPresent();
  }

  /** What to throw once it {@linkplain #isLost() is lost}. */
  SystemdException lostWhile(String doing) {
    String message = "the connection to the bus was lost while " + doing;
    return lost.map(why -> SystemdException.noAnswer(message, why))
        .orElseGet(() -> SystemdException.noAnswer(message));
  }

  /** Finds out without waiting whether the other side has hung up. */
  void look() {
    try {
      if (!isLost()) {
        receive();
      }
    } catch (IOException | DBusException hungUp) {
      lost = Optional.of(hungUp);
    }
  }

  /**
   * Sends a call whose answer is not waited for.
   *
   * @return its serial, for {@link #answerTo}
   */
  long send(Call call, String doing, Deadline deadline) throws SystemdException {
    try {
      if (!isLost()) {
        MethodCall message = wire.message(call);
        wire.write(message, deadline);
        return message.getSerial();
      }
    } catch (IOException | DBusException failed) {
      lost = Optional.of(failed);
    }
    throw lostWhile(doing);
  }

  /** The answer to a call that was sent, if it has arrived and no call was made since. */
  Optional<Answer> answerTo(long serial) {
    return Optional.ofNullable(answers.get(serial));
  }

  /**
   * Sends calls and waits for all their answers.
   *
   * @return one a call, in the order of the calls; also of those whose answer was lost
   */
  List<Answer> callAll(List<Call> calls, Deadline deadline) {
    List<Answer> all = new ArrayList<>(calls.size());
    for (int from = 0; from < calls.size(); from += WINDOW) {
      int to = Math.min(calls.size(), from + WINDOW);
      all.addAll(exchange(calls.subList(from, to), deadline));
    }
    return Collections.unmodifiableList(all);
  }

  private List<Answer> exchange(List<Call> calls, Deadline deadline) {
    List<Long> serials = new ArrayList<>(calls.size());
    answers.clear();
    try {
      for (int i = 0; i < calls.size() && !isLost(); i++) {
        MethodCall message = wire.message(calls.get(i));
        wire.write(message, deadline);
        serials.add(message.getSerial());
      }
      awaitAnswers(serials, deadline);
    } catch (IOException | DBusException hungUp) {
      lost = Optional.of(hungUp);
    }
    List<Answer> inOrder = new ArrayList<>(calls.size());
    Answer none = isLost() ? new Answer.Lost() : new Answer.Missing();
    for (int i = 0; i < calls.size(); i++) {
      boolean isSent = i < serials.size();
      inOrder.add(isSent ? answers.getOrDefault(serials.get(i), none) : new Answer.Unsent());
    }
    return inOrder;
  }

  private void awaitAnswers(List<Long> serials, Deadline deadline)
      throws IOException, DBusException {
    while (!isLost()
        && !answers.keySet().containsAll(serials)
        && wire.await(SelectionKey.OP_READ, deadline)) {
      receive();
    }
  }

  /**
   * The next signal that has not been taken yet.
   *
   * @return empty once the deadline has passed
   * @throws SystemdException if the connection is lost
   */
  Optional<Signal> nextSignal(String doing, Deadline deadline) throws SystemdException {
    try {
      while (signals.isEmpty() && !isLost() && wire.await(SelectionKey.OP_READ, deadline)) {
        receive();
      }
    } catch (IOException | DBusException hungUp) {
      lost = Optional.of(hungUp);
    }
    if (signals.isEmpty() && isLost()) {
      throw lostWhile(doing);
    }
    return takenSignal();
  }

  /** The next signal that has arrived and has not been taken yet. */
  Optional<Signal> takenSignal() {
    return Optional.ofNullable(signals.poll());
  }

  /** Drops the signals that nobody has taken. */
  void forgetSignals() {
    signals.clear();
  }

  /** Takes in all that can be read without waiting. */
  private void receive() throws IOException, DBusException {
    for (Optional<Message> next = wire.read(); next.isPresent(); next = wire.read()) {
      Message message = next.get();
      LOG.debug("received {}", Wire.about(message));
      switch (message) {
        case MethodReturn done ->
            answers.put(done.getReplySerial(), new Answer.Returned(done.getSource(), values(done)));
        case Error error -> answers.put(error.getReplySerial(), refused(error));
        case DBusSignal signal ->
            signals.add(new Signal(signal.getSource(), signal.getName(), values(signal)));
        default -> LOG.debug("ignored: nobody calls methods of ours");
      }
    }
  }

  private static Answer.Refused refused(Error error) throws DBusException {
    StringBuilder text = new StringBuilder();
    for (Object value : values(error)) {
      text.append(text.isEmpty() ? "" : " ").append(value);
    }
    return new Answer.Refused(error.getName(), text.toString());
  }

  private static List<Object> values(Message message) throws DBusException {
    Object[] values = message.getParameters();
    return values == null ? List.of() : List.of(values);
  }

  @Override
  public void close() {
    wire.close();
  }
}
