package dev.steadfast.compat;

import dev.steadfast.unit.SettingKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A unit as the original sees it: its file merged with the drop-ins that it looks at. {@code
 * [Install]} is not in it; sections without a key and keys without a value can be.
 */
record UnitSettings(SortedMap<String, Section> sections) {
  private static final String UNREAD = "Install";

  UnitSettings {
    sections = Collections.unmodifiableSortedMap(new TreeMap<>(sections));
  }

  /**
   * One section.
   *
   * @param keys the values of each key in the order of the files
   */
  record Section(SortedMap<String, List<String>> keys) {
    static final Section EMPTY = new Section(new TreeMap<>());

    Section {
      TreeMap<String, List<String>> copy = new TreeMap<>();
      keys.forEach((key, values) -> copy.put(key, List.copyOf(values)));
      keys = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * This section with another one's keys appended. An empty value clears what was there; a key
     * that the other one has n times is appended n times as a whole, as the original does.
     */
    Section with(IniSection other) {
      TreeMap<String, List<String>> merged = new TreeMap<>(keys);
      for (IniSection.Entry each : other.entries()) {
        List<String> values = new ArrayList<>(merged.getOrDefault(each.key(), List.of()));
        for (IniSection.Entry entry : other.entries()) {
          if (entry.key().equals(each.key())) {
            append(values, entry.value());
          }
        }
        merged.put(each.key(), values);
      }
      return new Section(merged);
    }

    private static void append(List<String> values, String value) {
      if (value.isEmpty()) {
        values.clear();
      } else {
        values.add(value);
      }
    }
  }

  /** The sections of several files, in the order in which they apply. */
  static UnitSettings merged(List<IniSection> sections) {
    TreeMap<String, Section> merged = new TreeMap<>();
    for (IniSection section : sections) {
      if (!section.name().equals(UNREAD)) {
        Section known = merged.getOrDefault(section.name(), Section.EMPTY);
        merged.put(section.name(), known.with(section));
      }
    }
    return new UnitSettings(merged);
  }

  /** The values of a key; empty if it is not there or was cleared. */
  List<String> values(SettingKey key) {
    return sections
        .getOrDefault(key.section(), Section.EMPTY)
        .keys()
        .getOrDefault(key.name(), List.of());
  }
}
