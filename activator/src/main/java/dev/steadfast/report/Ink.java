package dev.steadfast.report;

/** The colours in use, by what they mean. Source: ECMA-48, "Select graphic rendition". */
enum Ink {
  PLAIN(""),
  QUIET("2"),
  GOOD("32"),
  DISRUPTIVE("33"),
  GONE("31"),
  ALARM("1;31");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  boolean isPlain() {
    return code.isEmpty();
  }
}
