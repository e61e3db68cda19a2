package dev.steadfast.policy;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.ValueType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known about each key of a dialect, generated from the daemon itself.
 *
 * @param name as policies refer to it
 */
public record KeyTable(String name, SortedMap<ConfigKey, Row> rows) {
  public KeyTable {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /**
   * One key.
   *
   * @param note the daemon's own word for it, such as its context of change; shown in plans
   */
  public record Row(Effect effect, ValueType type, String note) {}

  /**
   * The row that covers a key: the one for the whole key, else the one for its last component (in a
   * dialect with blocks the directive, without the blocks around it), else the one for that without
   * the parameter after its colon. Blocks as such are no components of a row: one row holds for a
   * directive wherever it stands.
   */
  Optional<Row> row(ConfigKey key) {
    String value = key.value();
    String directive = value.substring(value.lastIndexOf('/') + 1);
    int colon = directive.indexOf(':');
    String bare = colon < 0 ? directive : directive.substring(0, colon);
    for (String name : List.of(value, directive, bare)) {
      Row row = rows.get(new ConfigKey(name));
      if (row != null) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /** The value type of each key. */
  public SortedMap<ConfigKey, ValueType> types() {
    TreeMap<ConfigKey, ValueType> types = new TreeMap<>();
    rows.forEach((key, row) -> types.put(key, row.type()));
    return Collections.unmodifiableSortedMap(types);
  }
}
