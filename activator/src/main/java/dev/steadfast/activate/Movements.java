package dev.steadfast.activate;

import dev.steadfast.plan.Step;
import dev.steadfast.plan.WitnessSpec;
import dev.steadfast.plan.WitnessSpec.ChildrenReplaced;
import dev.steadfast.process.ChildProcess;
import dev.steadfast.systemd.SystemdException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The witnesses of one unit that wait for a movement: what they see now, and what they saw. */
final class Movements {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Duration BETWEEN_COMPLAINTS = Duration.ofMillis(300);
  private final Step.Reload step;
  private final Client client;
  private final LiveView view;
  private final Ticker ticker;

  Movements(Step.Reload step, Client client, LiveView view, Ticker ticker) {
    this.step = step;
    this.client = client;
    this.view = view;
    this.ticker = ticker;
  }

  /** What is to move, as it is now, in the order of the witnesses. */
  List<Movement> sample() {
    List<Movement> sample = new ArrayList<>();
    for (WitnessSpec witness : step.witnesses()) {
      switch (witness) {
        case WitnessSpec.QueryMoved moved -> sample.add(sampled(moved));
        case ChildrenReplaced replaced -> sample.add(sampled(replaced));
        case WitnessSpec.QueryEmpty empty -> {}
        case WitnessSpec.QueryOnly only -> {}
        case WitnessSpec.LogFreeOf free -> {}
      }
    }
    return sample;
  }

  private Movement sampled(WitnessSpec.QueryMoved witness) {
    return switch (client.ask(witness.query())) {
      case Answer.NotAsked(String why) -> new Movement.Unseen(why);
      case Answer.Rows rows -> new Movement.OfAnswer(witness, rows);
    };
  }

  private Movement sampled(ChildrenReplaced witness) {
    return switch (titled(witness)) {
      case Children.NotSeen(String why) -> new Movement.Unseen(why);
      case Children.Seen(List<ChildProcess> none) when none.isEmpty() ->
          new Movement.Unseen(
              "the main process had no child \"" + witness.title() + "\" before the signal");
      case Children.Seen(List<ChildProcess> children) -> new Movement.OfChildren(witness, children);
    };
  }

  /** The children of the main process that have a witness's title. */
  private sealed interface Children {
    record Seen(List<ChildProcess> children) implements Children {}

    record NotSeen(String why) implements Children {}
  }

  private Children titled(ChildrenReplaced witness) {
    try {
      List<ChildProcess> titled = new ArrayList<>(view.children(step.unit()));
      titled.removeIf(child -> !child.title().equals(witness.title()));
      return new Children.Seen(titled);
    } catch (IOException unreadable) {
      return new Children.NotSeen(Why.of(unreadable));
    } catch (SystemdException lost) {
      return new Children.NotSeen(Why.of(lost));
    }
  }

  /**
   * Waits for each movement. After a refutation the others are not waited for.
   *
   * @param complaint what the daemon says against the load, if it does: then nothing will move any
   *     more. Asked from time to time, and once more at the end of a wait.
   */
  List<Seen> await(List<Movement> sample, Supplier<Optional<Seen.Refuted>> complaint) {
    List<Seen> seen = new ArrayList<>();
    for (Movement movement : sample) {
      Seen one = await(movement, complaint);
      seen.add(one);
      if (one instanceof Seen.Refuted) {
        break;
      }
    }
    return seen;
  }

  private Seen await(Movement movement, Supplier<Optional<Seen.Refuted>> complaint) {
    long start = ticker.nanos();
    long lastComplaint = start;
    while (true) {
      Seen now = look(movement);
      boolean isOver = ticker.since(start).compareTo(movement.within()) >= 0;
      if (now instanceof Seen.Proved || movement instanceof Movement.Unseen) {
        return now;
      }
      if (isOver || ticker.since(lastComplaint).compareTo(BETWEEN_COMPLAINTS) >= 0) {
        lastComplaint = ticker.nanos();
        Optional<Seen.Refuted> found = complaint.get();
        if (found.isPresent() || isOver) {
          return found.<Seen>map(refuted -> refuted).orElse(now);
        }
      }
      ticker.park(BETWEEN_LOOKS);
    }
  }

  /** Proved if it has moved; refuted as long as it has not. */
  private Seen look(Movement movement) {
    return switch (movement) {
      case Movement.Unseen(String why) -> new Seen.NotAsked(why);
      case Movement.OfAnswer(WitnessSpec.QueryMoved witness, Answer before) ->
          switch (client.ask(witness.query())) {
            case Answer.NotAsked(String why) -> new Seen.NotAsked(why);
            case Answer.Rows now when !now.equals(before) -> new Seen.Proved();
            case Answer.Rows now ->
                new Seen.Refuted("nothing moved" + about(witness.within(), witness));
          };
      case Movement.OfChildren(ChildrenReplaced witness, List<ChildProcess> before) ->
          switch (titled(witness)) {
            case Children.NotSeen(String why) -> new Seen.NotAsked(why);
            case Children.Seen(List<ChildProcess> now) -> replaced(witness, before, now);
          };
    };
  }

  private static Seen replaced(
      ChildrenReplaced witness, List<ChildProcess> before, List<ChildProcess> now) {
    List<ChildProcess> left = new ArrayList<>(before);
    left.retainAll(now);
    if (left.isEmpty() && !now.isEmpty()) {
      return new Seen.Proved();
    }
    String what =
        left.isEmpty()
            ? "no new process \"" + witness.title() + "\""
            : left.size()
                + " of "
                + before.size()
                + " processes \""
                + witness.title()
                + "\" not replaced";
    return new Seen.Refuted(what + about(witness.within(), witness));
  }

  private static String about(Duration within, WitnessSpec witness) {
    return " within " + within.toMillis() + " ms: " + witness.because();
  }

  /**
   * Whether everything that moves with a load is known to be where it was; of nothing it is not.
   */
  boolean isUnmoved(List<Movement> sample) {
    return !sample.isEmpty() && sample.stream().allMatch(this::isUnmoved);
  }

  private boolean isUnmoved(Movement movement) {
    return switch (movement) {
      case Movement.Unseen unseen -> false;
      case Movement.OfAnswer(WitnessSpec.QueryMoved witness, Answer before) ->
          client.ask(witness.query()).equals(before);
      case Movement.OfChildren(ChildrenReplaced witness, List<ChildProcess> before) ->
          titled(witness).equals(new Children.Seen(before));
    };
  }
}
