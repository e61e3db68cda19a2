package dev.steadfast.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keys in lower case with the values that count, and how to compare those. */
record Settings(SortedMap<ConfigKey, String> values, SortedMap<ConfigKey, ValueType> types)
    implements ConfigContent {
  Settings {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
  }

  static Settings of(
      SortedMap<ConfigKey, Assignment> assignments, SortedMap<ConfigKey, ValueType> types) {
    SortedMap<ConfigKey, String> values = new TreeMap<>();
    assignments.forEach((key, assignment) -> values.put(key, assignment.value()));
    SortedMap<ConfigKey, ValueType> canonical = new TreeMap<>();
    types.forEach((key, type) -> canonical.put(canonical(key), type));
    return new Settings(values, canonical);
  }

  /** Names of settings have no case. */
  static ConfigKey canonical(ConfigKey key) {
    return new ConfigKey(AsciiCase.lower(key.value()));
  }

  @Override
  public List<KeyChange> changesTo(ConfigContent next) {
    if (!(next instanceof Settings other)) {
      throw ConfigContent.anotherDialect();
    }
    SortedSet<ConfigKey> keys = new TreeSet<>(values.keySet());
    keys.addAll(other.values.keySet());
    List<KeyChange> changes = new ArrayList<>();
    for (ConfigKey key : keys) {
      Optional<String> before = Optional.ofNullable(values.get(key));
      Optional<String> after = Optional.ofNullable(other.values.get(key));
      if (!before.equals(after) && !sameMeaning(other, key)) {
        changes.add(new KeyChange(key, before, after));
      }
    }
    return changes;
  }

  /** Both have the key with one type, and that takes both values as the same. */
  private boolean sameMeaning(Settings other, ConfigKey key) {
    String before = values.get(key);
    String after = other.values.get(key);
    ValueType type = types.get(key);
    return before != null
        && after != null
        && type != null
        && type.equals(other.types.get(key))
        && type.sameValue(before, after);
  }

  @Override
  public Optional<String> value(ConfigKey key) {
    return Optional.ofNullable(values.get(canonical(key)));
  }

  @Override
  public Settings withRunning(SortedMap<ConfigKey, String> running) {
    SortedMap<ConfigKey, String> all = new TreeMap<>(values);
    running.forEach((key, value) -> all.put(canonical(key), value));
    return new Settings(all, types);
  }

  @Override
  public List<Cell> column(String name) {
    return List.of();
  }
}
