package dev.steadfast.architecture;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a Java source: of its identifiers and literals, not of its comments. */
final class SpokenWords {
  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile(
          "(?<comment>//[^\\n]*|(?s:/\\*.*?\\*/))"
              + "|(?s:\"\"\".*?\"\"\")|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])+'");
  private static final Pattern WORD_STARTS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9]+");

  private SpokenWords() {}

  /** All words in lower case with one blank around each: {@code " work mem "} for workMem. */
  static String of(String source) {
    String apart = WORD_STARTS.matcher(withoutComments(source)).replaceAll(" ");
    return " " + BETWEEN_WORDS.matcher(apart).replaceAll(" ").toLowerCase(Locale.ROOT) + " ";
  }

  private static String withoutComments(String source) {
    return COMMENT_OR_TEXT
        .matcher(source)
        .replaceAll(
            found ->
                found.group("comment") == null ? Matcher.quoteReplacement(found.group()) : " ");
  }
}
