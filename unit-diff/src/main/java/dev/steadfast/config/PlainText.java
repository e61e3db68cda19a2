package dev.steadfast.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Lines of which nothing is known. Any of them could be a secret: a change tells how many differ,
 * never what they say.
 */
record PlainText(String text) implements ConfigContent {
  private static final ConfigKey KEY = new ConfigKey("text");

  @Override
  public List<KeyChange> changesTo(ConfigContent next) {
    if (!(next instanceof PlainText other)) {
      throw ConfigContent.anotherDialect();
    }
    return text.equals(other.text)
        ? List.of()
        : List.of(
            new KeyChange(
                KEY, Optional.of(linesAgainst(other)), Optional.of(other.linesAgainst(this))));
  }

  /** Such as {@code 12 lines, 1 only here}; none is only here if the order alone differs. */
  String linesAgainst(PlainText other) {
    return linesAgainst(lineCounts(), other.lineCounts());
  }

  private static String linesAgainst(Map<String, Integer> here, Map<String, Integer> there) {
    int lines = 0;
    int onlyHere = 0;
    for (Map.Entry<String, Integer> line : here.entrySet()) {
      lines += line.getValue();
      onlyHere += Math.max(0, line.getValue() - there.getOrDefault(line.getKey(), 0));
    }
    return lines + (lines == 1 ? " line, " : " lines, ") + onlyHere + " only here";
  }

  /** How often each line occurs; a last line without a line feed is another line. */
  private Map<String, Integer> lineCounts() {
    Map<String, Integer> counts = new HashMap<>();
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed + 1;
      counts.merge(text.substring(start, end), 1, Integer::sum);
      start = end;
    }
    return counts;
  }

  @Override
  public Optional<String> value(ConfigKey key) {
    return Optional.empty();
  }

  @Override
  public PlainText withRunning(SortedMap<ConfigKey, String> values) {
    return this;
  }

  @Override
  public List<Cell> column(String name) {
    return List.of();
  }
}
