package dev.steadfast.switching;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the engine prints when it is left to decide, case by case, with the reason of each
 * difference from the original. The table is the resource {@code own-decisions.txt}: {@code ID |
 * REAL | DRY | WHY}, where an empty WHY says that both decide alike, and lines that begin with
 * {@code #} are for people.
 */
final class OwnDecisions {
  private static final String TABLE = "own-decisions.txt";
  private static final SortedMap<String, OwnDecisions> ALL = read();
  private final Row.Columns columns;
  private final String why;

  private OwnDecisions(Row.Columns columns, String why) {
    this.columns = columns;
    this.why = why;
  }

  /** Of a step that leads to a case only success counts; empty if the table has no line for it. */
  static Optional<Row.Columns> of(Row row) {
    if (row.id().isEmpty()) {
      return Optional.of(Row.Columns.of("*", "*"));
    }
    return Optional.ofNullable(ALL.get(row.id())).map(own -> own.columns);
  }

  /**
   * What is not in order in the table: a difference without a reason, or a reason without one.
   *
   * @param differs whether the original would have printed something else
   */
  static List<String> disorder(Row row, boolean differs) {
    OwnDecisions own = ALL.get(row.id());
    return own == null || differs != own.why.isEmpty()
        ? List.of()
        : List.of(differs ? "differs without a reason" : "has a reason and does not differ");
  }

  private static SortedMap<String, OwnDecisions> read() {
    SortedMap<String, OwnDecisions> all = new TreeMap<>();
    for (String line : text().lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] fields = line.split("\\|", -1);
      Row.Columns columns = Row.Columns.of(fields[1].strip(), fields[2].strip());
      all.put(fields[0].strip(), new OwnDecisions(columns, fields[3].strip()));
    }
    return all;
  }

  private static String text() {
    try (InputStream table = OwnDecisions.class.getResourceAsStream(TABLE)) {
      if (table == null) {
        throw new IllegalStateException("no " + TABLE);
      }
      return new String(table.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
