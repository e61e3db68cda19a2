package dev.steadfast.config;

import java.util.Comparator;

/**
 * The name of one thing that a config file sets, in the dialect's own spelling and canonical case.
 * Ordered rules share the key {@code rule}; plain text has the single key {@code text}.
 *
 * @param value what rules are about; in a dialect with blocks the names of the blocks and of the
 *     directive, such as {@code http/server/listen}
 * @param shown the same for people, who want to know which of several blocks it is, such as {@code
 *     http/server[example.org]/listen}; two keys that are shown differently are two keys
 */
public record ConfigKey(String value, String shown) implements Comparable<ConfigKey> {
  private static final Comparator<ConfigKey> ORDER =
      Comparator.comparing(ConfigKey::value).thenComparing(ConfigKey::shown);

  /** A key that is shown as it is. */
  public ConfigKey(String value) {
    this(value, value);
  }

  @Override
  public int compareTo(ConfigKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return shown;
  }
}
