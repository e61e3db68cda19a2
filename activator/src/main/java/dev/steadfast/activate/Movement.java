package dev.steadfast.activate;

import dev.steadfast.plan.WitnessSpec.ChildrenReplaced;
import dev.steadfast.plan.WitnessSpec.QueryMoved;
import dev.steadfast.process.ChildProcess;
import java.time.Duration;
import java.util.List;

/** A witness that waits for something to move, with what it saw before the signal. */
sealed interface Movement {
  /** Longest wait after the signal. */
  Duration within();

  /** The answer to a query. */
  record OfAnswer(QueryMoved witness, Answer before) implements Movement {
    @Override
    public Duration within() {
      return witness.within();
    }
  }

  /**
   * The children of the main process.
   *
   * @param before those with the witness's title; not empty
   */
  record OfChildren(ChildrenReplaced witness, List<ChildProcess> before) implements Movement {
    public OfChildren {
      before = List.copyOf(before);
    }

    @Override
    public Duration within() {
      return witness.within();
    }
  }

  /** Something that could not be seen before the signal, so that no movement can be told. */
  record Unseen(String why) implements Movement {
    @Override
    public Duration within() {
      return Duration.ZERO;
    }
  }
}
