package dev.steadfast.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rows of a table test; each has a name of its own and says why its result is expected. */
final class Table {
  private Table() {}

  /** One row; its name is the name of the test. */
  interface Row {
    String name();

    String because();
  }

  @SafeVarargs
  static <R extends Row> List<R> of(R... rows) {
    List<R> all = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (R row : rows) {
      if (row.because().isBlank() || !names.add(row.name())) {
        throw new IllegalArgumentException("no reason, or a second row: " + row.name());
      }
      all.add(row);
    }
    return List.copyOf(all);
  }
}
