package dev.steadfast.unit;

/**
 * C-style escapes in words. Source: systemd.syntax(7), table "Supported escapes".
 *
 * <p>A byte above 127 written as {@code \xHH} or {@code \nnn} is a part of a character only; such
 * escapes stay as they are written, and so do those that systemd does not know.
 */
final class Escapes {
  private static final String SIMPLE = "abfnrtv\\\"'s";
  private static final String REPLACEMENT = "\u0007\b\f\n\r\t\u000b\\\"' ";
  private static final int LAST_WHOLE_BYTE = 0x7f;

  private Escapes() {}

  /**
   * Appends what the escape whose backslash is at {@code at} means.
   *
   * @return index of the last character of the escape
   */
  static int append(String value, int at, StringBuilder out) {
    if (at + 1 == value.length()) {
      out.append('\\');
      return at;
    }
    char kind = value.charAt(at + 1);
    int simple = SIMPLE.indexOf(kind);
    if (simple >= 0) {
      out.append(REPLACEMENT.charAt(simple));
      return at + 1;
    }
    return switch (kind) {
      case 'x' -> number(value, at, new Form(2, 2, 16, LAST_WHOLE_BYTE), out);
      case 'u' -> number(value, at, new Form(2, 4, 16, Character.MAX_CODE_POINT), out);
      case 'U' -> number(value, at, new Form(2, 8, 16, Character.MAX_CODE_POINT), out);
      default -> number(value, at, new Form(1, 3, 8, LAST_WHOLE_BYTE), out);
    };
  }

  /** Where an escape's digits begin behind the backslash, how many, and the largest number. */
  private record Form(int skip, int digits, int radix, int largest) {}

  private static int number(String value, int at, Form form, StringBuilder out) {
    int start = at + form.skip();
    int code = parse(value, start, form);
    if (code > 0 && code <= form.largest() && !isSurrogate(code)) {
      out.appendCodePoint(code);
      return start + form.digits() - 1;
    }
    out.append('\\').append(value.charAt(at + 1));
    return at + 1;
  }

  private static int parse(String value, int start, Form form) {
    if (start + form.digits() > value.length()) {
      return -1;
    }
    long code = 0;
    for (int i = start; i < start + form.digits(); i++) {
      char c = value.charAt(i);
      int digit = c > LAST_WHOLE_BYTE ? -1 : Character.digit(c, form.radix());
      if (digit < 0) {
        return -1;
      }
      code = code * form.radix() + digit;
    }
    return code > Character.MAX_CODE_POINT ? -1 : (int) code;
  }

  private static boolean isSurrogate(int code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }
}
