package dev.steadfast.policy;

import java.time.Duration;
import java.util.Optional;

/** An observation of what the process loaded after our signal. */
public sealed interface Witness extends PolicyRow {

  /** The query's answer must differ from the one before the signal within the deadline. */
  record QueryMoved(String id, String query, Duration within, Evidence evidence)
      implements Witness {}

  /** The query must have no row. */
  record QueryEmpty(String id, String query, Evidence evidence) implements Witness {}

  /** Each row's first column must be a key whose restart is owed by this very plan. */
  record QueryOnlyOwed(String id, String query, Evidence evidence) implements Witness {}

  /**
   * No line that the unit logged since the signal may hold this text.
   *
   * @param anchor text of a line that the daemon logs at each reload; without such a line since the
   *     signal the log is kept elsewhere or in another language, and the witness proves nothing
   */
  record LogFreeOf(String id, String text, Optional<String> anchor, Evidence evidence)
      implements Witness {}

  /**
   * After the signal the main process must have a child with this title that it did not have
   * before, and none of the children that it had before may still have the title: it has ended, or
   * calls itself something else while it drains.
   *
   * @param title whole command line of a child that serves, arguments separated by blanks, without
   *     trailing blanks
   */
  record ChildrenReplaced(String id, String title, Duration within, Evidence evidence)
      implements Witness {}
}
