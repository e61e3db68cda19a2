package dev.steadfast.config;

/** Case folding of the letters A to Z alone, as daemons do it for names whatever their locale. */
final class AsciiCase {
  private AsciiCase() {}

  /** The text with A to Z in lower case, every other character kept. */
  static String lower(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (isUpper(text.charAt(at))) {
        return lowerFrom(text, at);
      }
    }
    return text;
  }

  private static String lowerFrom(String text, int from) {
    char[] chars = text.toCharArray();
    for (int at = from; at < chars.length; at++) {
      if (isUpper(chars[at])) {
        chars[at] = (char) (chars[at] + 'a' - 'A');
      }
    }
    return new String(chars);
  }

  private static boolean isUpper(char c) {
    return 'A' <= c && c <= 'Z';
  }
}
