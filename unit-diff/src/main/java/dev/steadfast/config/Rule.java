package dev.steadfast.config;

import dev.steadfast.diagnostic.Location;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * One ordered rule.
 *
 * @param cells by column, as {@link RuleColumn#written} has them
 * @param text the rule in the one way to write it, with single blanks; rules that mean the same
 *     have the same text
 * @param location where it begins
 */
record Rule(Map<RuleColumn, String> cells, String text, Location location) {
  Rule {
    cells = Collections.unmodifiableMap(new EnumMap<>(cells));
  }

  /**
   * The rule of these fields.
   *
   * @param layout the columns of the first fields; all fields after them are options
   */
  static Rule of(List<RuleColumn> layout, List<List<RuleToken>> fields, Location location) {
    Map<RuleColumn, String> cells = new EnumMap<>(RuleColumn.class);
    StringJoiner text = new StringJoiner(" ");
    StringJoiner options = new StringJoiner(" ");
    for (int at = 0; at < fields.size(); at++) {
      if (at < layout.size()) {
        String cell = layout.get(at).written(fields.get(at));
        cells.put(layout.get(at), cell);
        text.add(cell);
      } else {
        fields.get(at).forEach(word -> options.add(word.writtenPlainly()));
      }
    }
    if (options.length() > 0) {
      cells.put(RuleColumn.OPTIONS, options.toString());
      text.add(options.toString());
    }
    return new Rule(cells, text.toString(), location);
  }

  /** A mask of its own belongs to the address. */
  Cell cell(RuleColumn column) {
    String value = cells.getOrDefault(column, "");
    String mask = cells.getOrDefault(RuleColumn.MASK, "");
    boolean isMasked = column == RuleColumn.ADDRESS && !mask.isEmpty();
    return new Cell(isMasked ? value + " " + mask : value, location);
  }
}
