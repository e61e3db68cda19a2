package dev.steadfast.policy;

import dev.steadfast.config.Term;
import java.time.Duration;
import java.util.List;

/**
 * A check of the next configuration before the process is told of it. None is a witness: what reads
 * the file again says nothing about what the process has loaded.
 */
public sealed interface Validation extends PolicyRow {

  /** The artefact whose next content is checked. */
  String artefact();

  /**
   * A command of the next program that reads the next artefact before anything is touched; a
   * non-zero exit means invalid, one that cannot run means not validated.
   *
   * @param run argv; {@code {artefact}} and {@code {next.NAME}} are paths of next artefacts
   */
  record Command(String id, String artefact, List<Term> run, Duration deadline, Evidence evidence)
      implements Validation {
    public Command {
      run = List.copyOf(run);
    }
  }

  /**
   * Rehearsal: after the handover and before the signal this query must have no row. A query that
   * fails means not validated.
   */
  record QueryEmpty(String id, String artefact, String query, Evidence evidence)
      implements Validation {}

  /**
   * Before a restart, where no rehearsal is possible: a column of each ordered rule must be one of
   * these values.
   *
   * @param column name as the dialect defines it
   */
  record ColumnIn(String id, String artefact, String column, List<String> values, Evidence evidence)
      implements Validation {
    public ColumnIn {
      values = List.copyOf(values);
    }
  }
}
