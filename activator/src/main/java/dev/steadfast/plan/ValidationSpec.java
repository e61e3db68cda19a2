package dev.steadfast.plan;

import dev.steadfast.config.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A check of the next configuration. */
public sealed interface ValidationSpec {

  /** Before anything is touched: a non-zero exit means that the configuration is invalid. */
  record Command(List<String> argv, Path artefact, RunAs runAs, Duration deadline)
      implements ValidationSpec {
    public Command {
      argv = List.copyOf(argv);
    }
  }

  /** Before anything is touched: a column of ordered rules holds nothing but these values. */
  record ColumnIn(
      Path artefact, Dialect dialect, String column, List<String> values, String because)
      implements ValidationSpec {
    public ColumnIn {
      values = List.copyOf(values);
    }
  }

  /** Rehearsal, after the handover and before the signal: the query has no row. */
  record QueryEmpty(String query, String because) implements ValidationSpec {}
}
