package dev.steadfast.config;

/**
 * One token of a settings file.
 *
 * @param start index of its first character
 * @param end index after its last character
 * @param line 1-based
 */
record SettingsToken(Kind kind, int start, int end, int line) {
  /** What a token may be. */
  enum Kind {
    /** A letter, then letters and digits. */
    NAME,
    /** Two names with a dot between them; a name, but no value. */
    QUALIFIED_NAME,
    /** A letter, then letters, digits and any of {@code -._:/}; a value, but no name. */
    WORD,
    /** A number, possibly with a unit after it. */
    NUMBER,
    /** A text between single quotes. */
    QUOTED,
    /** The optional sign between name and value. */
    EQUALS,
    /** A line feed. */
    END_OF_LINE,
    /** The end of the file. */
    END_OF_TEXT,
    /** A character that begins nothing. */
    UNKNOWN
  }

  boolean isName() {
    return kind == Kind.NAME || kind == Kind.QUALIFIED_NAME;
  }

  boolean isValue() {
    return kind == Kind.NAME || kind == Kind.WORD || kind == Kind.NUMBER || kind == Kind.QUOTED;
  }

  boolean endsLine() {
    return kind == Kind.END_OF_LINE || kind == Kind.END_OF_TEXT;
  }

  /** The value that this token stands for in the text it was found in. */
  String valueIn(String text) {
    return kind == Kind.QUOTED
        ? QuotedText.unquote(text, start + 1, end - 1)
        : text.substring(start, end);
  }
}
