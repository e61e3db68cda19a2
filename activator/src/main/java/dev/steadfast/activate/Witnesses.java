package dev.steadfast.activate;

import dev.steadfast.plan.Step;
import dev.steadfast.plan.ValidationSpec;
import dev.steadfast.plan.WitnessSpec;
import dev.steadfast.plan.WitnessSpec.ChildrenReplaced;
import dev.steadfast.plan.WitnessSpec.LogFreeOf;
import dev.steadfast.plan.WitnessSpec.QueryEmpty;
import dev.steadfast.plan.WitnessSpec.QueryMoved;
import dev.steadfast.plan.WitnessSpec.QueryOnly;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks what one unit's process has loaded. */
final class Witnesses {
  private static final Duration UNTIL_LOGGED = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private final Step.Reload step;
  private final Client client;
  private final Movements movements;
  private final UnitLog log;
  private final Ticker ticker;

  Witnesses(Step.Reload step, Client client, Machine machine, Ticker ticker) {
    this.step = step;
    this.client = client;
    this.movements = new Movements(step, client, machine.view(), ticker);
    this.log = machine.log();
    this.ticker = ticker;
  }

  /**
   * What to compare with later, taken before a signal.
   *
   * @param moves what must move
   * @param logged the place in the log, or why it is not known
   */
  record Sample(List<Movement> moves, Place logged) {
    Sample {
      moves = List.copyOf(moves);
    }
  }

  /** A place in the log. */
  sealed interface Place {
    record Known(String end) implements Place {}

    record Unknown(String why) implements Place {}
  }

  Sample sample() {
    return new Sample(movements.sample(), place());
  }

  private Place place() {
    if (logs().isEmpty()) {
      return new Place.Unknown("no witness reads the log");
    }
    try {
      return new Place.Known(log.end(step.unit()));
    } catch (IOException unreadable) {
      return new Place.Unknown(Why.of(unreadable));
    }
  }

  private List<LogFreeOf> logs() {
    return step.witnesses().stream()
        .filter(LogFreeOf.class::isInstance)
        .map(LogFreeOf.class::cast)
        .toList();
  }

  /**
   * Asks all witnesses about the load after a sample.
   *
   * <p>Those that wait for a movement come first: only then is an absence worth anything. After a
   * refutation the others are not asked.
   */
  List<Seen> ask(Sample before) {
    List<Seen> seen = new ArrayList<>(askReturn(before));
    if (refuted(seen).isPresent()) {
      return seen;
    }
    for (WitnessSpec witness : step.witnesses()) {
      switch (witness) {
        case QueryMoved moved -> {}
        case ChildrenReplaced replaced -> {}
        case LogFreeOf free -> {}
        case QueryEmpty empty -> seen.add(rowless(empty.query(), empty.because()));
        case QueryOnly only -> seen.add(onlyOwed(only));
      }
    }
    return seen;
  }

  /**
   * Asks the witnesses that are true of any content that was loaded without a complaint: the load
   * moved, and the log is free of its words. Without a movement a log that is free of them says
   * nothing: it has no word on a load that did not happen.
   */
  List<Seen> askReturn(Sample before) {
    List<Seen> seen =
        new ArrayList<>(movements.await(before.moves(), () -> complaint(before.logged())));
    if (refuted(seen).isPresent()) {
      return seen;
    }
    for (LogFreeOf free : logs()) {
      seen.add(logFree(free, before.logged()));
    }
    return seen;
  }

  /** Whether the process is known to have loaded nothing since a sample. */
  boolean nothingLoadedSince(Sample before) {
    return movements.isUnmoved(before.moves());
  }

  /** What the log says against a load by now, if it does. */
  private Optional<Seen.Refuted> complaint(Place since) {
    if (since instanceof Place.Known(String end)) {
      try {
        List<String> lines = log.since(step.unit(), end);
        return logs().stream()
            .filter(free -> holds(lines, free.text()))
            .map(Witnesses::complained)
            .findFirst();
      } catch (IOException unreadable) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Seen.Refuted complained(LogFreeOf witness) {
    return new Seen.Refuted("logged: " + witness.because());
  }

  private Seen rowless(String query, String because) {
    return switch (client.ask(query)) {
      case Answer.NotAsked(String why) -> new Seen.NotAsked(why);
      case Answer.Rows(var rows) when rows.isEmpty() -> new Seen.Proved();
      case Answer.Rows(var rows) -> new Seen.Refuted(found(rows) + ": " + because);
    };
  }

  /** What the daemon says of the first problem, without the values that it may quote. */
  private static String found(List<List<String>> rows) {
    String first = String.join(", ", rows.getFirst().stream().filter(c -> !c.isBlank()).toList());
    String what = first.isEmpty() ? "a problem" : Masked.firstLine(first);
    return rows.size() == 1 ? what : what + " (and " + (rows.size() - 1) + " more)";
  }

  private Seen onlyOwed(QueryOnly witness) {
    return switch (client.ask(witness.query())) {
      case Answer.NotAsked(String why) -> new Seen.NotAsked(why);
      case Answer.Rows(var rows) -> {
        List<String> other = new ArrayList<>();
        rows.stream().map(List::getFirst).forEach(other::add);
        other.removeAll(witness.owedKeys());
        yield other.isEmpty()
            ? new Seen.Proved()
            : new Seen.Refuted(String.join(", ", other) + ": " + witness.because());
      }
    };
  }

  private Seen logFree(LogFreeOf witness, Place since) {
    return switch (since) {
      case Place.Unknown(String why) -> new Seen.NotAsked(why);
      case Place.Known(String end) -> {
        try {
          yield logFree(witness, logged(witness, end));
        } catch (IOException unreadable) {
          yield new Seen.NotAsked(Why.of(unreadable));
        }
      }
    };
  }

  private static Seen logFree(LogFreeOf witness, List<String> lines) {
    if (holds(lines, witness.text())) {
      return complained(witness);
    }
    boolean isLogged = witness.anchor().isEmpty() || holds(lines, witness.anchor().get());
    return isLogged ? new Seen.Proved() : new Seen.NotAsked("the daemon logs elsewhere");
  }

  /** What was logged since a place, as soon as the line that each reload logs is among it. */
  private List<String> logged(LogFreeOf witness, String end) throws IOException {
    long start = ticker.nanos();
    List<String> lines = log.since(step.unit(), end);
    while (witness.anchor().isPresent()
        && !holds(lines, witness.anchor().get())
        && ticker.since(start).compareTo(UNTIL_LOGGED) < 0) {
      ticker.park(BETWEEN_LOOKS);
      lines = log.since(step.unit(), end);
    }
    return lines;
  }

  private static boolean holds(List<String> lines, String text) {
    return lines.stream().anyMatch(line -> line.contains(text));
  }

  /** Rehearsal: the checks that the daemon itself makes of what it would read now. */
  List<Seen> rehearse() {
    List<Seen> seen = new ArrayList<>();
    for (ValidationSpec spec : step.validations()) {
      if (spec instanceof ValidationSpec.QueryEmpty(String query, String why)) {
        seen.add(rowless(query, why));
      }
    }
    return seen;
  }

  /** The first refutation. */
  static Optional<String> refuted(List<Seen> seen) {
    return seen.stream()
        .filter(Seen.Refuted.class::isInstance)
        .map(one -> ((Seen.Refuted) one).why())
        .findFirst();
  }

  /** The first witness that could not be asked. */
  static Optional<String> notAsked(List<Seen> seen) {
    return seen.stream()
        .filter(Seen.NotAsked.class::isInstance)
        .map(one -> ((Seen.NotAsked) one).why())
        .findFirst();
  }
}
