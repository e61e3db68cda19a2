package dev.steadfast.policy;

import dev.steadfast.config.Term;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How to put a query to the running daemon: a command, run as the unit's user, whose standard
 * output is the answer (one row a line, columns separated by tabs).
 *
 * @param run argv; the first word begins with an absolute path or a placeholder that is one; {@code
 *     {query}} stands for the query
 * @param values further placeholders, read from the daemon's own files when the client runs; while
 *     one of them is empty there the daemon cannot be asked
 */
public record Client(
    List<Term> run, SortedMap<String, FileLine> values, Duration deadline, Evidence evidence) {
  public Client {
    run = List.copyOf(run);
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * One line of a file.
   *
   * @param line 1-based
   */
  public record FileLine(Term file, int line) {}
}
