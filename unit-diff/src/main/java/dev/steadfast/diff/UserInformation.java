package dev.steadfast.diff;

import java.util.Arrays;

/**
 * The part of a URL before its host: {@code scheme://user:password@host}. Source: RFC 3986, 3.2.1.
 */
final class UserInformation {
  private static final String AFTER_SCHEME = "://";

  private UserInformation() {}

  /** Marks the user information of every URL in the text. */
  static void hide(String text, boolean[] hidden) {
    int blank = 0;
    int atBeforeBlank = -1;
    int url = text.indexOf(AFTER_SCHEME);
    while (url >= 0) {
      int start = url + AFTER_SCHEME.length();
      int quote = openingQuote(text, url);
      // URLs without a blank between them share one search for it.
      if (quote < 0 && start > blank) {
        blank = nextBlank(text, start);
        atBeforeBlank = lastAt(text, start, blank);
      }
      int end = quote < 0 ? blank : closingQuote(text, start, text.charAt(quote));
      int at = quote < 0 ? atBeforeBlank : lastAt(text, start, end);
      if (at >= start && isUserInformation(text, start, end)) {
        Arrays.fill(hidden, start, at, true);
        start = at;
      }
      url = text.indexOf(AFTER_SCHEME, start);
    }
  }

  /** Whether the text begins with a scheme. */
  static boolean isUrl(String text) {
    int url = text.indexOf(AFTER_SCHEME);
    return url > 0 && schemeStart(text, url) == 0;
  }

  /** Index of the quote right before the scheme, or -1. */
  private static int openingQuote(String text, int url) {
    int before = schemeStart(text, url) - 1;
    return before >= 0 && "\"'".indexOf(text.charAt(before)) >= 0 ? before : -1;
  }

  private static int schemeStart(String text, int url) {
    int start = url;
    while (start > 0 && isSchemeCharacter(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isSchemeCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "+-.".indexOf(c) >= 0;
  }

  private static int closingQuote(String text, int start, char quote) {
    int close = text.indexOf(quote, start);
    return close < 0 ? text.length() : close;
  }

  private static int nextBlank(String text, int start) {
    int end = start;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int lastAt(String text, int start, int end) {
    int at = end - 1;
    while (at >= start && text.charAt(at) != '@') {
      at--;
    }
    return at < start ? -1 : at;
  }

  /**
   * Whether a last {@code @} in the URL can end user information: the authority has one, or a colon
   * that may begin a password with a slash in it.
   */
  private static boolean isUserInformation(String text, int start, int end) {
    for (int i = start; i < end && "/?#".indexOf(text.charAt(i)) < 0; i++) {
      if (text.charAt(i) == '@' || text.charAt(i) == ':') {
        return true;
      }
    }
    return false;
  }
}
