package dev.steadfast.unit;

/**
 * What systemd takes for white space: blank, tab, newline and carriage return, and nothing else.
 * Source: {@code WHITESPACE} in systemd's string-util.h.
 */
final class Blanks {
  private Blanks() {}

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** The text without white space at its ends. */
  static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }
}
