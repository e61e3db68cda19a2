package dev.steadfast.compat;

import java.util.ArrayList;
import java.util.List;

/**
 * White space as the original's language defines it: Unicode's property {@code White_Space}. The
 * JDK's own notions lack the no-break spaces, or have control characters besides.
 */
final class WhiteSpace {
  private static final String OTHERS = "\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000";

  private WhiteSpace() {}

  static boolean is(int c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || (c >= '\u2000' && c <= '\u200a')
        || OTHERS.indexOf(c) >= 0;
  }

  static String trimmed(String text) {
    int start = 0;
    while (start < text.length() && is(text.charAt(start))) {
      start++;
    }
    return trimmedAtEnd(text.substring(start));
  }

  static String trimmedAtEnd(String text) {
    int end = text.length();
    while (end > 0 && is(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** The pieces between runs of white space, none of them empty. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || is(text.charAt(i))) {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return List.copyOf(words);
  }
}
