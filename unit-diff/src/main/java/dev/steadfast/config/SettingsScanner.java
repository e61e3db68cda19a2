package dev.steadfast.config;

import dev.steadfast.config.SettingsToken.Kind;

/**
 * Splits the text of a settings file into tokens; of all tokens that could begin at a place, the
 * longest is taken.
 *
 * <p>Characters beyond ASCII are letters. Source: the rules of guc-file.l of PostgreSQL 15.
 */
final class SettingsScanner {
  private final String text;
  private int at;
  private int line = 1;

  SettingsScanner(String text) {
    this.text = text;
  }

  /** The next token, {@link Kind#END_OF_TEXT} again and again at the end. */
  SettingsToken next() {
    skipBlanksAndComment();
    if (at == text.length()) {
      return token(Kind.END_OF_TEXT, at);
    }
    char c = text.charAt(at);
    if (c == '\n') {
      SettingsToken end = token(Kind.END_OF_LINE, at + 1);
      line++;
      return end;
    }
    if (c == '=') {
      return token(Kind.EQUALS, at + 1);
    }
    if (c == '\'') {
      return quoted();
    }
    return isLetter(c) ? word() : number();
  }

  /** Goes on with the next line. */
  void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end + 1;
    line++;
  }

  private void skipBlanksAndComment() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '#') {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    }
  }

  private SettingsToken token(Kind kind, int end) {
    SettingsToken token = new SettingsToken(kind, at, end, line);
    at = end;
    return token;
  }

  /** A text that does not end in its line is no token, nor is one with a NUL in it. */
  private SettingsToken quoted() {
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      char after = end + 1 < text.length() ? text.charAt(end + 1) : '\n';
      if (c == '\n' || c == '\0' || (c == '\\' && (after == '\n' || after == '\0'))) {
        break;
      }
      if (c == '\'' && after != '\'') {
        return token(Kind.QUOTED, end + 1);
      }
      end += c == '\\' || c == '\'' ? 2 : 1;
    }
    return token(Kind.UNKNOWN, at + 1);
  }

  private SettingsToken word() {
    int name = skipName(at);
    int end = name;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    if (end == name) {
      return token(Kind.NAME, end);
    }
    boolean qualified =
        text.charAt(name) == '.' && isLetter(charAt(name + 1)) && skipName(name + 1) == end;
    return token(qualified ? Kind.QUALIFIED_NAME : Kind.WORD, end);
  }

  private SettingsToken number() {
    int digits = charAt(at) == '-' || charAt(at) == '+' ? at + 1 : at;
    int end = Math.max(Math.max(hexadecimal(digits), decimal(digits)), real(digits));
    return end == digits ? token(Kind.UNKNOWN, at + 1) : token(Kind.NUMBER, end);
  }

  private int hexadecimal(int from) {
    boolean marked = charAt(from) == '0' && charAt(from + 1) == 'x';
    int end = marked ? from + 2 : from;
    while (marked && isHexDigit(charAt(end))) {
      end++;
    }
    return end <= from + 2 ? from : skipUnit(end);
  }

  private int decimal(int from) {
    int end = skipDigits(from);
    return end == from ? from : skipUnit(end);
  }

  /** A fraction may have an exponent, but no unit. A lone point is one, too. */
  private int real(int from) {
    int point = skipDigits(from);
    if (charAt(point) != '.') {
      return from;
    }
    int end = skipDigits(point + 1);
    if (charAt(end) != 'e' && charAt(end) != 'E') {
      return end;
    }
    int exponent = charAt(end + 1) == '-' || charAt(end + 1) == '+' ? end + 2 : end + 1;
    int afterExponent = skipDigits(exponent);
    return afterExponent == exponent ? end : afterExponent;
  }

  private int skipName(int from) {
    int end = from;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int skipDigits(int from) {
    int end = from;
    while (NumberPrefix.isDigit(charAt(end))) {
      end++;
    }
    return end;
  }

  private int skipUnit(int from) {
    int end = from;
    while (isAsciiLetter(charAt(end))) {
      end++;
    }
    return end;
  }

  /** NUL, which begins nothing, after the end. */
  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private static boolean isAsciiLetter(char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
  }

  private static boolean isHexDigit(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }

  private static boolean isLetter(char c) {
    return isAsciiLetter(c) || c == '_' || c >= 0x80;
  }

  private static boolean isNamePart(char c) {
    return isLetter(c) || NumberPrefix.isDigit(c);
  }

  private static boolean isWordPart(char c) {
    return isNamePart(c) || "-._:/".indexOf(c) >= 0;
  }
}
