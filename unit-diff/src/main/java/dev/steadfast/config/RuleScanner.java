package dev.steadfast.config;

import dev.steadfast.config.RuleToken.Quoting;
import java.util.Optional;

/**
 * Splits one line of rules into words.
 *
 * <p>Blanks and commas end a word, {@code #} ends the line. Anywhere in a word, quotes allow all of
 * them, doubled ones stand for one, and the end of the line ends them. Source: next_token of hba.c,
 * PostgreSQL 15.
 */
final class RuleScanner {
  private final String line;
  private int at;

  RuleScanner(String line) {
    this.line = line;
  }

  /** Whether the word that {@link #next} returned last has another one after it in its field. */
  boolean fieldGoesOn() {
    return at < line.length() && line.charAt(at) == ',';
  }

  boolean isAtEnd() {
    return at == line.length();
  }

  /** The next word; empty at the end of the line. */
  Optional<RuleToken> next() {
    while (at < line.length() && endsWord(line.charAt(at))) {
      at++;
    }
    Quoting quoting = !isAtEnd() && line.charAt(at) == '"' ? Quoting.QUOTED : Quoting.BARE;
    StringBuilder word = new StringBuilder();
    while (at < line.length() && !endsWord(line.charAt(at))) {
      char c = line.charAt(at);
      if (c == '#') {
        at = line.length();
      } else if (c == '"') {
        readQuoted(word);
      } else {
        word.append(c);
        at++;
      }
    }
    boolean none = word.isEmpty() && quoting == Quoting.BARE;
    return none ? Optional.empty() : Optional.of(new RuleToken(word.toString(), quoting));
  }

  private void readQuoted(StringBuilder word) {
    at++;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c != '"') {
        word.append(c);
      } else if (at < line.length() && line.charAt(at) == '"') {
        word.append(c);
        at++;
      } else {
        return;
      }
    }
  }

  private static boolean endsWord(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == ',';
  }
}
