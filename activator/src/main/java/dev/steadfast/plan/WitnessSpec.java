package dev.steadfast.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An observation of what the process loaded after our signal. */
public sealed interface WitnessSpec {
  String because();

  /** The answer must differ from the one before the signal. */
  record QueryMoved(String query, Duration within, String because) implements WitnessSpec {}

  /** The query must have no row. */
  record QueryEmpty(String query, String because) implements WitnessSpec {}

  /** Each row's first column must be one of the keys that this plan owes. */
  record QueryOnly(String query, List<String> owedKeys, String because) implements WitnessSpec {
    public QueryOnly {
      owedKeys = List.copyOf(owedKeys);
    }
  }

  /**
   * No line that the unit logged since the signal holds the text.
   *
   * @param anchor text of a line that the daemon logs at each reload; without such a line since the
   *     signal the log is kept elsewhere, and the witness proves nothing
   */
  record LogFreeOf(String text, Optional<String> anchor, String because) implements WitnessSpec {}

  /**
   * The main process has a child with this title that it did not have before the signal, and none
   * of the children that it had has the title any more.
   *
   * @param title whole command line of a child that serves
   */
  record ChildrenReplaced(String title, Duration within, String because) implements WitnessSpec {}
}
