package dev.steadfast.config;

/**
 * Finds where Lua between braces ends.
 *
 * <p>Braces in strings, long brackets and comments do not count. A quote that is not closed in its
 * line begins no string, and a long bracket that is not closed never ends. Source: measured with
 * {@code nginx -t} and lua-nginx-module 0.10.23, which rejects long code besides.
 */
final class CodeBlock {
  private final String text;
  private int at;

  /** Up to where a quote of each kind is known not to be closed. */
  private int openDouble;

  private int openSingle;

  private CodeBlock(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** The index of the brace that closes the block whose text begins at {@code from}, or -1. */
  static int endOf(String text, int from) {
    CodeBlock code = new CodeBlock(text, from);
    int depth = 1;
    while (code.at < text.length()) {
      char c = text.charAt(code.at);
      depth += c == '{' ? 1 : 0;
      depth -= c == '}' ? 1 : 0;
      if (depth == 0) {
        return code.at;
      }
      code.skip(c);
    }
    return -1;
  }

  private void skip(char c) {
    switch (c) {
      case '"', '\'' -> skipString(c);
      case '[' -> skipLongBracket();
      case '-' -> skipComment();
      default -> at++;
    }
  }

  private void skipString(char quote) {
    int known = quote == '"' ? openDouble : openSingle;
    int end = at + 1;
    while (at >= known && end < text.length() && isInString(text.charAt(end), quote)) {
      boolean isEscape = text.charAt(end) == '\\' && !text.startsWith("\n", end + 1);
      end += isEscape ? 2 : 1;
    }
    boolean isClosed = at >= known && end < text.length() && text.charAt(end) == quote;
    if (!isClosed && quote == '"') {
      openDouble = Math.max(openDouble, end);
    } else if (!isClosed) {
      openSingle = Math.max(openSingle, end);
    }
    at = isClosed ? end + 1 : at + 1;
  }

  private static boolean isInString(char c, char quote) {
    return c != quote && c != '\n';
  }

  /** A lone bracket is a character like others. */
  private void skipLongBracket() {
    int level = at + 1;
    while (level < text.length() && text.charAt(level) == '=') {
      level++;
    }
    if (!text.startsWith("[", level)) {
      at = level;
      return;
    }
    String closing = "]" + text.substring(at + 1, level) + "]";
    int end = text.indexOf(closing, level + 1);
    at = end < 0 ? text.length() : end + closing.length();
  }

  private void skipComment() {
    if (!text.startsWith("--", at)) {
      at++;
      return;
    }
    at += 2;
    int before = at;
    if (text.startsWith("[", at)) {
      skipLongBracket();
    }
    boolean isLong = at > before && text.charAt(at - 1) == ']';
    if (!isLong && at < text.length()) {
      int feed = text.indexOf('\n', at);
      at = feed < 0 ? text.length() : feed;
    }
  }
}
