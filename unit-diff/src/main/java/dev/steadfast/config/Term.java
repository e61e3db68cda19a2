package dev.steadfast.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with placeholders, such as {@code {env.PGDATA}/main.conf}. Doubled braces stand for
 * themselves.
 */
public record Term(List<Part> parts) {
  public Term {
    parts = List.copyOf(parts);
  }

  /** A literal text or the name between braces. */
  public sealed interface Part {
    /** Text as it stands. */
    record Literal(String text) implements Part {}

    /** A name to be replaced, such as {@code env.PGDATA}, {@code next.bin}, {@code query}. */
    record Placeholder(String name) implements Part {}
  }

  /**
   * Splits a text at its placeholders.
   *
   * @throws IllegalArgumentException naming the position, if a brace is not closed
   */
  public static Term parse(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        literal.append(c);
        at += 2;
      } else if (c == '{') {
        int close = text.indexOf('}', at);
        if (close < 0) {
          throw new IllegalArgumentException("no closing brace after column " + (at + 1));
        }
        flush(literal, parts);
        parts.add(new Part.Placeholder(text.substring(at + 1, close)));
        at = close + 1;
      } else {
        literal.append(c);
        at++;
      }
    }
    flush(literal, parts);
    return new Term(parts);
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Part.Literal(literal.toString()));
      literal.setLength(0);
    }
  }
}
