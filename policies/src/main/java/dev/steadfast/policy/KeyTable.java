package dev.steadfast.policy;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.ValueType;
import java.util.Collections;
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

  /** The value type of each key. */
  public SortedMap<ConfigKey, ValueType> types() {
    TreeMap<ConfigKey, ValueType> types = new TreeMap<>();
    rows.forEach((key, row) -> types.put(key, row.type()));
    return Collections.unmodifiableSortedMap(types);
  }
}
