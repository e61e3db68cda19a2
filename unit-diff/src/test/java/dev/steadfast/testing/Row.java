package dev.steadfast.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A row of a table test. */
public interface Row {
  /** Unique in its table. */
  String name();

  /** Why the expected outcome is right; never empty. */
  String because();

  /** The rows as a table, each with a name of its own and a reason. */
  @SafeVarargs
  static <T extends Row> List<T> table(T... rows) {
    Set<String> names = new HashSet<>();
    List<T> table = new ArrayList<>();
    for (T row : rows) {
      if (!names.add(row.name())) {
        throw new IllegalArgumentException("two rows are named " + row.name());
      }
      if (row.because().isBlank()) {
        throw new IllegalArgumentException("no reason given: " + row.name());
      }
      table.add(row);
    }
    return table;
  }
}
