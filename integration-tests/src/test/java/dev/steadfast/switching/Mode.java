package dev.steadfast.switching;

import java.util.List;
import java.util.Optional;

/** Whose decisions a switch takes. */
enum Mode {
  /** Those of the program that is replaced. */
  COMPAT,
  /** The engine's own. */
  NORMAL;

  /** What follows the action on the command line. */
  List<String> options() {
    return switch (this) {
      case COMPAT -> List.of("--compat");
      case NORMAL -> List.of();
    };
  }

  /** How a run is to end. */
  Row.Ending ending(Row row) {
    return switch (this) {
      case COMPAT -> row.ending();
      case NORMAL -> row.normalEnding();
    };
  }

  /** Empty if nobody has said yet what is expected. */
  Optional<Row.Columns> expected(Row row) {
    return switch (this) {
      case COMPAT -> Optional.of(row.compat());
      case NORMAL -> OwnDecisions.of(row);
    };
  }
}
