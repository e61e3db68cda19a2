package dev.steadfast.config;

/**
 * The text between single quotes in a settings file.
 *
 * <p>A doubled quote is one quote; a backslash begins {@code \b \f \n \r \t}, up to three octal
 * digits, or stands for the character after it. A byte beyond ASCII that is written in octal
 * becomes a lone surrogate, {@code U+DC80} to {@code U+DCFF}: it equals no character that a text
 * can hold. Source: DeescapeQuotedString of PostgreSQL 15.
 */
final class QuotedText {
  private static final int BYTE_MARK = 0xDC00;
  private static final String ESCAPES = "bfnrt";
  private static final String ESCAPED = "\b\f\n\r\t";

  private QuotedText() {}

  /** The value of {@code text} from {@code start} to {@code end}, quotes excluded; NUL ends it. */
  static String unquote(String text, int start, int end) {
    StringBuilder value = new StringBuilder(end - start);
    int at = start;
    while (at < end) {
      char c = text.charAt(at);
      if (c == '\\' && isOctal(text, at + 1, end)) {
        int digits = at + 1;
        int octal = 0;
        for (at = digits; at < digits + 3 && isOctal(text, at, end); at++) {
          octal = octal * 8 + text.charAt(at) - '0';
        }
        value.append(ofByte(octal & 0xFF));
      } else if (c == '\\') {
        value.append(escaped(text.charAt(at + 1)));
        at += 2;
      } else {
        value.append(c);
        at += c == '\'' ? 2 : 1;
      }
    }
    int nul = value.indexOf("\0");
    return nul < 0 ? value.toString() : value.substring(0, nul);
  }

  /** The value between quotes; the opposite of {@link #unquote} for every value without NUL. */
  static String quote(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('\'');
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      int escape = ESCAPED.indexOf(c);
      if (escape >= 0) {
        quoted.append('\\').append(ESCAPES.charAt(escape));
      } else if (c == '\'' || c == '\\') {
        quoted.append(c).append(c);
      } else if (isByte(value, at)) {
        quoted.append('\\').append(Integer.toOctalString(c - BYTE_MARK));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('\'').toString();
  }

  private static boolean isOctal(String text, int at, int end) {
    return at < end && '0' <= text.charAt(at) && text.charAt(at) <= '7';
  }

  private static char escaped(char c) {
    int escape = ESCAPES.indexOf(c);
    return escape < 0 ? c : ESCAPED.charAt(escape);
  }

  private static char ofByte(int octal) {
    return (char) (octal < 0x80 ? octal : BYTE_MARK + octal);
  }

  private static boolean isByte(String value, int at) {
    char c = value.charAt(at);
    boolean isPaired = at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    return !isPaired && BYTE_MARK + 0x80 <= c && c <= BYTE_MARK + 0xFF;
  }
}
