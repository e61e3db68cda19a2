package dev.steadfast.diff;

import java.util.Arrays;

/**
 * Names with values inside a text: {@code name=value}, {@code name: value}, {@code --name value},
 * {@code name 'value'}, the name and the value in quotes or not.
 *
 * <p>The text is walked once: what a value was looked at for is not looked at again.
 */
final class SecretPairs {
  private static final String QUOTES = "\"'";
  private static final String SEPARATORS = "=:>";

  private final SecretNames names;
  private final String text;

  /** The quote that is open at the place reached, or 0. */
  private char open;

  SecretPairs(SecretNames names, String text) {
    this.names = names;
    this.text = text;
  }

  /** Marks the value of every secret name. */
  void hide(boolean[] hidden) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isNameCharacter(c)) {
        at = pass(at, hidden);
      } else if (c == '\\') {
        at += 2;
      } else {
        turn(c);
        at++;
      }
    }
  }

  private void turn(char c) {
    if (c == open) {
      open = 0;
    } else if (open == 0 && isQuote(c)) {
      open = c;
    }
  }

  /** Goes past a name, and past its value if the name is a secret's. */
  private int pass(int start, boolean[] hidden) {
    int end = start;
    while (end < text.length() && isNameCharacter(text.charAt(end))) {
      end++;
    }
    String name = text.substring(start, end);
    if (!names.mayHide(name)) {
      return end;
    }
    boolean quotedAlone = end < text.length() && isQuoteOf(start, text.charAt(end));
    boolean begins = start > 0 && isQuote(text.charAt(start - 1)) && !quotedAlone;
    int valueStart = valueStart(start, end);
    if (valueStart < 0) {
      return end;
    }
    open = quotedAlone ? 0 : begins ? text.charAt(start - 1) : open;
    int valueEnd = begins ? closing(valueStart, open) : valueEnd(valueStart, isColon(end));
    String value = text.substring(valueStart, valueEnd);
    // A value that has pairs of its own is not looked into again.
    if (names.hides(name, value) || value.indexOf('=') >= 0) {
      Arrays.fill(hidden, valueStart, valueEnd, true);
    }
    return Math.max(end, valueEnd);
  }

  /** Where the value of a name begins, or -1 if it has none. */
  private int valueStart(int nameStart, int nameEnd) {
    int behind = skip(nameEnd, "\\" + QUOTES);
    int next = skip(behind, " \t");
    int value = skip(next, SEPARATORS);
    if (value > next) {
      value = skip(value, " \t");
    } else if (text.charAt(nameStart) == '-') {
      value = skip(next, ", \t");
      boolean isOption = value < text.length() && text.charAt(value) == '-';
      value = isOption || value == nameEnd ? -1 : value;
    } else {
      boolean quoted = next > nameEnd && next < text.length() && isQuote(text.charAt(next));
      value = quoted ? next : -1;
    }
    return value >= text.length() ? -1 : value;
  }

  private int skip(int start, String characters) {
    int at = start;
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** Where an open quote ends, or the text. */
  private int closing(int start, char quote) {
    int at = start;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }

  /** A value after a colon goes on to the end of its line, any other to the next blank. */
  private int valueEnd(int start, boolean afterColon) {
    int at = start;
    while (at < text.length()) {
      char c = text.charAt(at);
      int inner = innerQuote(at);
      if (inner > 0) {
        boolean isWhole = afterColon && at == start;
        at = inner == 1 ? closing(at + 1, c) + 1 : behind(text.substring(at, at + 2), at + 2);
        if (isWhole) {
          break;
        }
      } else if (c == open || c == '\n' || (!afterColon && Character.isWhitespace(c))) {
        break;
      } else {
        at += c == '\\' ? 2 : 1;
      }
    }
    return Math.min(at, text.length());
  }

  /** Length of the quote that opens here inside the open one: {@code "}, {@code \"}, {@code ''}. */
  private int innerQuote(int at) {
    char c = text.charAt(at);
    char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    if (c == '\\' || (c == open && open != 0)) {
      return isQuote(next) && (c == '\\' || next == c) ? 2 : 0;
    }
    return isQuote(c) ? 1 : 0;
  }

  private int behind(String quote, int start) {
    int close = text.indexOf(quote, start);
    return close < 0 ? text.length() : close + quote.length();
  }

  private boolean isColon(int nameEnd) {
    int next = skip(nameEnd, "\\" + QUOTES + " \t");
    return next < text.length() && text.charAt(next) == ':';
  }

  private boolean isQuoteOf(int nameStart, char behind) {
    return isQuote(behind) && nameStart > 0 && text.charAt(nameStart - 1) == behind;
  }

  private static boolean isQuote(char c) {
    return c != 0 && QUOTES.indexOf(c) >= 0;
  }

  private static boolean isNameCharacter(char c) {
    return Character.isLetterOrDigit(c) || "_-.[]".indexOf(c) >= 0;
  }
}
