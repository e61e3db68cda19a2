package dev.steadfast.report;

/** Text from elsewhere, made safe for one line of a terminal. */
final class Printable {
  private Printable() {}

  /** Control and formatting characters become escapes such as {@code \n} and {@code \x1b}. */
  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int code = text.codePointAt(at);
      if (isVisible(code)) {
        out.appendCodePoint(code);
      } else {
        escape(code, out);
      }
      at += Character.charCount(code);
    }
    return out.toString();
  }

  private static boolean isVisible(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  private static void escape(int code, StringBuilder out) {
    switch (code) {
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      default -> {
        String digits = Integer.toHexString(code);
        out.append(code < 0x100 ? "\\x" : "\\u");
        out.repeat("0", Math.max(0, (code < 0x100 ? 2 : 4) - digits.length())).append(digits);
      }
    }
  }
}
