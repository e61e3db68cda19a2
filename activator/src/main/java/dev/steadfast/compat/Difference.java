package dev.steadfast.compat;

import dev.steadfast.unit.SettingKey;
import java.util.Optional;

/**
 * What the original thinks of two versions of a unit.
 *
 * @param key the setting that decides, first by name; empty if none does or it is not safe to show
 */
record Difference(Kind kind, Optional<SettingKey> key) {

  /** What a difference asks for. */
  enum Kind {
    /** Nothing that matters differs. */
    EQUAL,
    /** Only what a reload applies. */
    RELOAD,
    /** Anything else. */
    RESTART
  }

  static final Difference EQUAL = new Difference(Kind.EQUAL, Optional.empty());

  /** A key that is none of systemd's could be a piece of a value, so it is not kept. */
  static Difference of(Kind kind, String section, String name) {
    boolean isShown = isPlain(section) && isPlain(name);
    return new Difference(
        kind, isShown ? Optional.of(new SettingKey(section, name)) : Optional.empty());
  }

  /** This one, or the other one if it asks for more. */
  Difference or(Difference other) {
    return other.kind().compareTo(kind) > 0 ? other : this;
  }

  private static boolean isPlain(String word) {
    return !word.isEmpty()
        && word.length() <= 64
        && word.chars()
            .allMatch(c -> (c < 128 && Character.isLetterOrDigit(c)) || c == '-' || c == '_');
  }
}
