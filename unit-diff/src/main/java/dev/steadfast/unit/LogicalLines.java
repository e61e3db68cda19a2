package dev.steadfast.unit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the text of a unit file into logical lines: comments left out, continuation lines joined.
 * Source: systemd.syntax(7), and {@code config_parse()} and {@code read_line_full()} of systemd 252
 * for what the manual leaves out.
 */
final class LogicalLines {
  /** A physical line of this many bytes is too long, joined lines must be longer than this. */
  static final int LIMIT = 1024 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private int at;
  private int number;
  private boolean markSeen;

  /** What was continued so far; empty and {@code joinedFrom} 0 when nothing was. */
  private final StringBuilder joined = new StringBuilder();

  private int joinedFrom;

  private LogicalLines(String text) {
    this.text = text;
  }

  /** Whether a line can be read. */
  enum Defect {
    /** It can. */
    NONE,
    /** It holds a NUL byte. */
    NUL,
    /** It is longer than systemd reads. */
    TOO_LONG
  }

  /**
   * One logical line.
   *
   * @param number 1-based, of its first physical line
   * @param text without white space at its ends; empty if it has a defect
   */
  record Line(int number, String text, Defect defect) {}

  /** The lines that are not empty, in order; those with a defect among them. */
  static List<Line> of(String text) {
    LogicalLines reader = new LogicalLines(text);
    reader.read();
    return reader.lines;
  }

  private void read() {
    while (at < text.length()) {
      String line = physicalLine();
      if (line.indexOf('\0') >= 0) {
        lines.add(new Line(number, "", Defect.NUL));
      } else if (isLongerThan(line, LIMIT - 1)) {
        lines.add(new Line(number, "", Defect.TOO_LONG));
      } else {
        take(withoutMark(line));
      }
    }
    end(joined.toString());
  }

  /** A line ends at a newline, a carriage return, or one of each in either order. */
  private String physicalLine() {
    int start = at;
    while (at < text.length() && !isLineEnd(text.charAt(at))) {
      at++;
    }
    String line = text.substring(start, at);
    if (at < text.length()) {
      char first = text.charAt(at);
      at++;
      if (at < text.length() && isLineEnd(text.charAt(at)) && text.charAt(at) != first) {
        at++;
      }
    }
    number++;
    return line;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private String withoutMark(String line) {
    if (markSeen || line.isEmpty() || line.charAt(0) != BYTE_ORDER_MARK) {
      return line;
    }
    markSeen = true;
    return line.substring(1);
  }

  private void take(String line) {
    if (isComment(line)) {
      return;
    }
    if (joinedFrom == 0) {
      joinedFrom = number;
    }
    joined.append(line);
    if (isContinued(line)) {
      joined.setCharAt(joined.length() - 1, ' ');
    } else {
      end(joined.toString());
    }
  }

  private void end(String logical) {
    if (isLongerThan(logical, LIMIT)) {
      lines.add(new Line(joinedFrom, "", Defect.TOO_LONG));
    } else {
      String stripped = Blanks.strip(logical);
      if (!stripped.isEmpty()) {
        lines.add(new Line(joinedFrom, stripped, Defect.NONE));
      }
    }
    joined.setLength(0);
    joinedFrom = 0;
  }

  private static boolean isComment(String line) {
    int i = 0;
    while (i < line.length() && Blanks.isBlank(line.charAt(i))) {
      i++;
    }
    return i < line.length() && (line.charAt(i) == '#' || line.charAt(i) == ';');
  }

  /** Ends in an odd number of backslashes: in an even one, each second one is escaped. */
  private static boolean isContinued(String line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static boolean isLongerThan(String line, int bytes) {
    return line.length() > bytes
        || (line.length() > bytes / 3 && line.getBytes(StandardCharsets.UTF_8).length > bytes);
  }
}
