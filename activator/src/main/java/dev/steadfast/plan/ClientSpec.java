package dev.steadfast.plan;

import dev.steadfast.config.Term;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How to put a query to one unit's daemon.
 *
 * @param run argv; only {@code query} and the names of {@code values} are left as placeholders
 * @param values read when the client runs
 */
public record ClientSpec(
    List<Term> run, SortedMap<String, FileLine> values, RunAs runAs, Duration deadline) {
  public ClientSpec {
    run = List.copyOf(run);
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** One line of a file, 1-based. */
  public record FileLine(Path file, int line) {}
}
