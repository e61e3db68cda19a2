package dev.steadfast.config;

import java.util.Optional;

/**
 * What a text means as a switch.
 *
 * <p>Source: parse_bool of PostgreSQL 15: the beginning of a word is enough if it begins no other
 * word, so {@code o} is none.
 */
enum TruthWord {
  /** The switch is on. */
  YES,
  /** The switch is off. */
  NO;

  private static final int LONGEST = "false".length();

  /** The meaning of a text, or empty if it is no such word. */
  static Optional<TruthWord> of(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    String word = AsciiCase.lower(text);
    if ("true".startsWith(word) || "yes".startsWith(word) || word.equals("on")) {
      return Optional.of(YES);
    }
    if ("false".startsWith(word) || "no".startsWith(word)) {
      return Optional.of(NO);
    }
    return switch (word) {
      case "1" -> Optional.of(YES);
      case "0", "of", "off" -> Optional.of(NO);
      default -> Optional.empty();
    };
  }
}
