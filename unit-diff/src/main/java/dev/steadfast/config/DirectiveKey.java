package dev.steadfast.config;

import java.util.List;
import java.util.StringJoiner;

/**
 * The key of a directive, grown from the outermost block to the inside.
 *
 * @param value names of the blocks and of the directive, joined by slashes
 * @param shown the same with what tells each apart in brackets
 */
record DirectiveKey(String value, String shown) {
  /** Outside of all blocks. */
  static final DirectiveKey TOP = new DirectiveKey("", "");

  /** A directive in this block; without brackets if nothing tells it apart. */
  DirectiveKey child(String name, List<String> label) {
    String brackets = label.isEmpty() ? "" : "[" + joined(label) + "]";
    return new DirectiveKey(under(value, oneLine(name)), under(shown, shownWord(name) + brackets));
  }

  /** An entry of this block of data, which rules do not tell from others. */
  DirectiveKey entry(String name) {
    return new DirectiveKey(value, under(shown, shownWord(name)));
  }

  /** A named parameter of this directive. */
  DirectiveKey parameter(String name) {
    return new DirectiveKey(value + ":" + name, shown + ":" + name);
  }

  ConfigKey key() {
    return new ConfigKey(value, shown);
  }

  private static String under(String block, String name) {
    return block.isEmpty() ? name : block + "/" + name;
  }

  /** Words for people: joined by one blank, in quotes where they could not be told apart. */
  static String joined(List<String> words) {
    StringJoiner joined = new StringJoiner(" ");
    words.forEach(word -> joined.add(shownWord(word)));
    return joined.toString();
  }

  private static String shownWord(String word) {
    String line = oneLine(word);
    return line.isEmpty() || line.indexOf(' ') >= 0 || line.indexOf('\t') >= 0
        ? '"' + line + '"'
        : line;
  }

  /** The text with a blank for each run of blanks that breaks the line. */
  static String oneLine(String text) {
    if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
      return text;
    }
    StringBuilder line = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = at;
      boolean isBroken = false;
      while (end < text.length() && " \t\r\n".indexOf(text.charAt(end)) >= 0) {
        isBroken |= text.charAt(end) == '\n' || text.charAt(end) == '\r';
        end++;
      }
      int next = Math.max(end, at + 1);
      line.append(isBroken ? " " : text.substring(at, next));
      at = next;
    }
    return line.toString();
  }
}
