package dev.steadfast.nixos;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the environment of a child differs from this process's own one.
 *
 * <p>Only the differences: names and values that are not text in this locale, or in none, reach the
 * child byte for byte because nobody touches them.
 *
 * @param changes by name; an empty value takes the variable away
 */
public record ChildEnvironment(SortedMap<String, Optional<String>> changes) {
  /** How the program was called; a JVM cannot be started under another name. */
  private static final String CALLED_AS = "STEADFAST_ARGV0";

  /**
   * Set by a launcher that gives the JVM a locale of its own: empty if the caller had no {@code
   * LC_ALL}, else its value behind an equals sign.
   */
  private static final String CALLERS_LOCALE = "STEADFAST_LC_ALL";

  private static final String LOCALE = "LC_ALL";

  /** Set by a launcher: the names, between blanks, that the caller does not have. */
  private static final String ADDED = "STEADFAST_ADDED";

  public ChildEnvironment {
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
  }

  /** The environment of the process that called the launcher. */
  public static ChildEnvironment ofCaller(Map<String, String> own) {
    SortedMap<String, Optional<String>> changes = new TreeMap<>();
    for (String name : own.getOrDefault(ADDED, "").split(" ", -1)) {
      changes.put(name, Optional.empty());
    }
    changes.keySet().remove("");
    changes.put(ADDED, Optional.empty());
    changes.put(CALLED_AS, Optional.empty());
    String locale = own.get(CALLERS_LOCALE);
    if (locale != null) {
      changes.put(CALLERS_LOCALE, Optional.empty());
      changes.put(LOCALE, locale.isEmpty() ? Optional.empty() : Optional.of(locale.substring(1)));
    }
    return new ChildEnvironment(changes);
  }

  /** With one more variable. */
  public ChildEnvironment with(String name, String value) {
    SortedMap<String, Optional<String>> more = new TreeMap<>(changes);
    more.put(name, Optional.of(value));
    return new ChildEnvironment(more);
  }

  /** What the child sees, as far as it is text. */
  public SortedMap<String, String> of(Map<String, String> own) {
    SortedMap<String, String> seen = new TreeMap<>(own);
    applyTo(seen);
    return seen;
  }

  /** Changes a copy of this process's environment, as {@link ProcessBuilder} has one. */
  public void applyTo(Map<String, String> environment) {
    changes.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                text -> environment.put(name, text), () -> environment.remove(name)));
  }
}
