package dev.steadfast.config;

import java.util.NoSuchElementException;

/**
 * The lines of a file of rules; one that ends with a backslash goes on with the next line, also in
 * quotes and comments.
 *
 * <p>Source: tokenize_auth_file of hba.c, PostgreSQL 15.
 */
final class RuleLines {
  private final String text;
  private int at;
  private int line = 1;

  RuleLines(String text) {
    this.text = text;
  }

  /**
   * One line, continuations joined.
   *
   * @param number of its first line in the file, 1-based
   */
  record Line(String text, int number) {}

  boolean hasNext() {
    return at < text.length();
  }

  Line next() {
    if (!hasNext()) {
      throw new NoSuchElementException("line " + line);
    }
    int number = line;
    StringBuilder joined = new StringBuilder();
    boolean goesOn = true;
    while (goesOn && hasNext()) {
      int end = endOfLine();
      int content = withoutReturns(end);
      goesOn = content > at && text.charAt(content - 1) == '\\';
      joined.append(text, at, goesOn ? content - 1 : content);
      at = Math.min(end + 1, text.length());
      line++;
    }
    return new Line(joined.toString(), number);
  }

  private int endOfLine() {
    int feed = text.indexOf('\n', at);
    return feed < 0 ? text.length() : feed;
  }

  private int withoutReturns(int end) {
    int content = end;
    while (content > at && text.charAt(content - 1) == '\r') {
      content--;
    }
    return content;
  }
}
