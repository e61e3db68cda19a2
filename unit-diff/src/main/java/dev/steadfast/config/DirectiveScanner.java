package dev.steadfast.config;

import dev.steadfast.config.DirectiveHead.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a file of blocks into words.
 *
 * <pre>
 * head   = word {word} (";" | "{") | "}"
 * word   = quoted | bare
 * quoted = "'" … "'" | '"' … '"'     then a blank, ";", "{" or ")"
 * bare   = up to a blank, ";" or "{" that is not behind a "$"; a comment or "}" does not end it
 * </pre>
 *
 * <p>A backslash takes any next character into the word. In it {@code \"}, {@code \'} and {@code
 * \\} are the second character, {@code \t}, {@code \r} and {@code \n} control characters, and any
 * other backslash stands for itself.
 *
 * <p>Source: ngx_conf_read_token of nginx 1.22; each rule was measured with {@code nginx -t} of
 * 1.22.1.
 */
final class DirectiveScanner {
  /** Bytes; a word or a comment that fills it is an error. */
  private static final int BUFFER = 4096;

  private static final String END = "unexpected end of file";

  private final String text;
  private int at;
  private int line = 1;
  private int headLine = 1;
  private Optional<DirectiveHead> broken = Optional.empty();

  DirectiveScanner(String text) {
    this.text = text;
  }

  /** The next head; nothing is to be asked for after a broken one. */
  DirectiveHead next() {
    List<String> words = new ArrayList<>();
    skipBlanksAndComments();
    while (broken.isEmpty()) {
      if (at == text.length()) {
        return words.isEmpty() ? head(Kind.END_OF_FILE, words) : broken(END);
      }
      char c = text.charAt(at);
      if (words.isEmpty()) {
        headLine = line;
      }
      if (c == ';' || c == '{' || c == '}') {
        return ended(c, words);
      }
      words.add(c == '"' || c == '\'' ? quoted(c) : bare());
      skipBlanksAndComments();
    }
    return broken.get();
  }

  /** The code from here to the closing brace of a block that was opened; broken without one. */
  DirectiveHead code() {
    int end = CodeBlock.endOf(text, at);
    if (end < 0) {
      countLines(at, text.length());
      at = text.length();
      return broken("no closing brace of the code");
    }
    String code = text.substring(at, end);
    countLines(at, end);
    at = end + 1;
    return head(Kind.CLOSES_BLOCK, List.of(code));
  }

  private DirectiveHead ended(char c, List<String> words) {
    if (words.isEmpty() != (c == '}')) {
      return broken("unexpected \"" + c + "\"");
    }
    at++;
    return switch (c) {
      case ';' -> head(Kind.SIMPLE, words);
      case '{' -> head(Kind.OPENS_BLOCK, words);
      default -> head(Kind.CLOSES_BLOCK, words);
    };
  }

  private DirectiveHead head(Kind kind, List<String> words) {
    return new DirectiveHead(kind, words, line, "");
  }

  /** The first problem is the one that counts. */
  private DirectiveHead broken(String why) {
    boolean isFar = why.equals(END) && headLine < line;
    String problem = isFar ? why + " in a directive that begins in line " + headLine : why;
    DirectiveHead head = new DirectiveHead(Kind.BROKEN, List.of(), line, problem);
    broken = broken.or(() -> Optional.of(head));
    return broken.get();
  }

  private void skipBlanksAndComments() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int feed = text.indexOf('\n', at);
        int end = feed < 0 ? text.length() : feed;
        checkLength(at, end);
        at = end;
      } else if (isBlank(c)) {
        line += c == '\n' ? 1 : 0;
        at++;
      } else {
        return;
      }
    }
  }

  private String quoted(char quote) {
    int start = at + 1;
    int end = start;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    end = Math.min(end, text.length());
    checkLength(start, end + 1);
    countLines(start, end);
    at = Math.min(end + 1, text.length());
    if (end + 1 >= text.length()) {
      broken(END);
    } else if (!isBlank(text.charAt(at)) && ";{)".indexOf(text.charAt(at)) < 0) {
      broken("unexpected character after a quote");
    }
    return broken.isEmpty() ? unescaped(start, end) : "";
  }

  private String bare() {
    int start = at;
    int end = at;
    boolean isVariable = false;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean isBrace = c == '{';
      if (isBlank(c) || c == ';' || (isBrace && !isVariable)) {
        break;
      }
      isVariable = c == '$' || (isBrace && isVariable);
      end += c == '\\' ? 2 : 1;
    }
    end = Math.min(end, text.length());
    checkLength(start, end < text.length() && isBlank(text.charAt(end)) ? end + 1 : end);
    countLines(start, end);
    at = end;
    if (end == text.length()) {
      broken(END);
    }
    return broken.isEmpty() ? unescaped(start, end) : "";
  }

  /** The daemon looks for more when it has read up to {@code end}, unless the file ends there. */
  private void checkLength(int start, int end) {
    boolean mayBeLong = end - start >= BUFFER / 3 && end < text.length();
    if (mayBeLong && text.substring(start, end).getBytes(StandardCharsets.UTF_8).length >= BUFFER) {
      broken("word or comment of more than 4095 bytes");
    }
  }

  private String unescaped(int start, int end) {
    if (text.indexOf('\\', start, end) < 0) {
      return text.substring(start, end);
    }
    StringBuilder word = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      char escaped = c == '\\' && i + 1 < end ? escapedBy(text.charAt(i + 1)) : '\0';
      word.append(escaped == '\0' ? c : escaped);
      i += escaped == '\0' ? 0 : 1;
    }
    return word.toString();
  }

  /** NUL for a character that needs no backslash. */
  private static char escapedBy(char c) {
    return switch (c) {
      case '"', '\'', '\\' -> c;
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'n' -> '\n';
      default -> '\0';
    };
  }

  private void countLines(int start, int end) {
    for (int i = start; i < end; i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
