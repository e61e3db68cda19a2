package dev.steadfast.compat;

import java.util.Optional;

/**
 * A place in an INI text, and the pieces that can be cut off there.
 *
 * <p>A backslash escapes nothing but keeps the character behind it from ending a piece; before a
 * line feed both vanish. Source: rust-ini 0.21.2 with quotes and inline comments on, escapes off.
 */
final class IniCursor {
  private static final int END = -1;

  private final String text;
  private int at;
  private int line = 1;

  IniCursor(String text) {
    this.text = text;
  }

  /** The character here, or -1 at the end. */
  int current() {
    return at < text.length() ? text.charAt(at) : END;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** Line of the character here, 1-based. */
  int line() {
    return line;
  }

  void advance() {
    if (current() == '\n') {
      line++;
    }
    at++;
  }

  /** Over white space of any kind. */
  void skipWhiteSpace() {
    while (WhiteSpace.is(current())) {
      advance();
    }
  }

  /** Over white space to the next token; stops before the indentation of a line. */
  void skipToToken() {
    while (WhiteSpace.is(current())) {
      boolean endsLine = current() == '\n' || current() == '\r';
      advance();
      if (endsLine && isBlank(current())) {
        return;
      }
    }
  }

  /** Over blanks and tabs. */
  void skipBlanks() {
    while (isBlank(current())) {
      advance();
    }
  }

  /** Over white space within the line. */
  void skipWithinLine() {
    while (WhiteSpace.is(current()) && current() != '\n' && current() != '\r') {
      advance();
    }
  }

  /** Over the rest of the line and its line feed. */
  void skipLine() {
    while (!atEnd() && current() != '\n') {
      advance();
    }
    advance();
  }

  /** The text up to one of the characters, over lines if need be; empty if none follows. */
  Optional<String> upTo(String stops) {
    StringBuilder out = new StringBuilder();
    while (!atEnd()) {
      if (stops.indexOf(current()) >= 0) {
        return Optional.of(out.toString());
      }
      takeOne(out);
    }
    return Optional.empty();
  }

  /**
   * The text up to the end of the line or to a comment behind a blank. Once a line was continued,
   * each comment sign begins a comment and the text goes on behind that line.
   */
  String restOfLine() {
    StringBuilder out = new StringBuilder();
    boolean isContinued = false;
    while (!atEnd() && current() != '\n' && current() != '\r') {
      int c = current();
      if (isComment(c) && isContinued) {
        skipLine();
      } else if (isBlank(c)) {
        advance();
        boolean isBeforeComment = isComment(current());
        if (isBeforeComment) {
          skipLine();
        }
        if (isBeforeComment && !isContinued) {
          break;
        }
        out.append((char) c);
      } else {
        isContinued |= takeOne(out);
      }
    }
    return out.toString();
  }

  /** Whether what was taken is a continuation, of which nothing is left. */
  private boolean takeOne(StringBuilder out) {
    int c = current();
    advance();
    boolean isContinuation = c == '\\' && current() == '\n';
    if (!isContinuation) {
      out.append((char) c);
    }
    if (c == '\\' && !atEnd()) {
      if (!isContinuation) {
        out.append((char) current());
      }
      advance();
    }
    return isContinuation;
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isComment(int c) {
    return c == '#' || c == ';';
  }
}
