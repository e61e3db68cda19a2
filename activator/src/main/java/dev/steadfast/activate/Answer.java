package dev.steadfast.activate;

import java.util.List;

/** What a unit's daemon answers to a query. */
public sealed interface Answer {

  /**
   * It answered.
   *
   * @param rows each with its columns; at least one column
   */
  record Rows(List<List<String>> rows) implements Answer {
    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /**
   * It could not be asked, or did not understand.
   *
   * @param why holds no value of a setting
   */
  record NotAsked(String why) implements Answer {}
}
