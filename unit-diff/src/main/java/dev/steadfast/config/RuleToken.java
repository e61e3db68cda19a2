package dev.steadfast.config;

/**
 * One word of a rule, quotes removed.
 *
 * @param quoting whether it began with a quote: such a word is never a keyword
 */
record RuleToken(String text, Quoting quoting) {
  /** How a word was written. */
  enum Quoting {
    /** Without a quote before its first character. */
    BARE,
    /** With one. */
    QUOTED
  }

  /** The file that stands for its own words here, if this word is {@code @file}; else empty. */
  String includedFile() {
    return quoting == Quoting.BARE && text.startsWith("@") ? text.substring(1) : "";
  }

  /**
   * The word as it would have to be written; two words are written alike only if they are equal.
   */
  String written() {
    if (quoting == Quoting.QUOTED) {
      return quoted(text);
    }
    return needsQuotes(text) ? text.charAt(0) + quoted(text.substring(1)) : text;
  }

  /** The word where quotes mean nothing: with them only if it could not be written without. */
  String writtenPlainly() {
    boolean isFile = text.length() > 1 && text.startsWith("@");
    return text.isEmpty() || isFile || needsQuotes(text) ? quoted(text) : text;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /** A backslash at the end could go on with the next line. */
  private static boolean needsQuotes(String text) {
    if (text.endsWith("\\")) {
      return true;
    }
    for (int at = 0; at < text.length(); at++) {
      if (" \t\r,#\"".indexOf(text.charAt(at)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
