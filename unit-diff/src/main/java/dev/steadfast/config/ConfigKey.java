package dev.steadfast.config;

/**
 * The name of one thing that a config file sets, in the dialect's own spelling and canonical case.
 * Ordered rules share the key {@code rule}; plain text has the single key {@code text}.
 */
public record ConfigKey(String value) implements Comparable<ConfigKey> {
  @Override
  public int compareTo(ConfigKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
