package dev.steadfast.unit;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a setting's value into words. Source: systemd.syntax(7), "Quoting", and {@code
 * extract_first_word()} of systemd, where a quote may also begin inside a word.
 */
final class Words {
  private final String value;
  private int at;

  private Words(String value) {
    this.value = value;
  }

  /**
   * One word.
   *
   * @param text without quotes, escapes replaced
   * @param written as it stands in the value
   */
  record Word(String text, String written) {}

  /**
   * The unquoted words. Single and double quotes group, C-style escapes are replaced; an unknown
   * escape and a quote that is never closed stay as they are written.
   */
  static List<String> of(String value) {
    List<String> texts = new ArrayList<>();
    for (Word word : in(value)) {
      texts.add(word.text());
    }
    return List.copyOf(texts);
  }

  /** The words with what was written for each. */
  static List<Word> in(String value) {
    return new Words(value).split();
  }

  private List<Word> split() {
    List<Word> words = new ArrayList<>();
    while (at < value.length()) {
      if (Blanks.isBlank(value.charAt(at))) {
        at++;
      } else {
        int start = at;
        String text = word();
        words.add(new Word(text, value.substring(start, at)));
      }
    }
    return words;
  }

  /** Reads to the blank that ends the word. */
  private String word() {
    StringBuilder word = new StringBuilder();
    while (at < value.length() && !Blanks.isBlank(value.charAt(at))) {
      char c = value.charAt(at);
      if (c == '\\') {
        at = Escapes.append(value, at, word) + 1;
      } else if (c == '"' || c == '\'') {
        quoted(c, word);
      } else {
        word.append(c);
        at++;
      }
    }
    return word.toString();
  }

  /** Reads from the opening to behind the closing quote. */
  private void quoted(char quote, StringBuilder word) {
    int open = at;
    StringBuilder inside = new StringBuilder();
    at++;
    while (at < value.length() && value.charAt(at) != quote) {
      if (value.charAt(at) == '\\') {
        at = Escapes.append(value, at, inside) + 1;
      } else {
        inside.append(value.charAt(at));
        at++;
      }
    }
    if (at < value.length()) {
      word.append(inside);
      at++;
    } else {
      word.append(value, open, at);
    }
  }
}
