package dev.steadfast.compat;

import java.util.List;

/**
 * One section header of an INI text and what follows it; a repeated header is a section of its own.
 *
 * @param entries in file order, repeated keys too
 */
record IniSection(String name, List<Entry> entries) {
  IniSection {
    entries = List.copyOf(entries);
  }

  /** One assignment. A key can hold line feeds: lines without a separator stick to the next one. */
  record Entry(String key, String value) {}
}
