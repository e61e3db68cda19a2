package dev.steadfast.activate;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program says of a problem, without the values that it may quote: they can be secrets.
 *
 * <p>Kept are absolute paths and the name that follows a word such as {@code parameter}.
 */
final class Masked {
  private static final int LONGEST = 300;
  private static final String HIDDEN = "***";
  private static final Pattern URL_USER = Pattern.compile("://[^/@\\s]*@");
  private static final Pattern SECRET =
      Pattern.compile("(?i)([\\w.-]*(?:pass|secret|token|key|credential)[\\w.-]*\\s*[=:]\\s*)\\S+");

  private static final Pattern PROBLEM =
      Pattern.compile("(?i)(?<![A-Za-z])(emerg|alert|crit|critical|error|fatal|fail|failed)\\b");

  /** An apostrophe inside a word opens nothing; a quote that is not closed hides the rest. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "(?i)(\\b(?:parameter|setting|directive|option|variable|column|file|directory|program)"
              + "\\s+)?(?<!\\w)([\"'`\u2018\u201c])([^\"'\u2019\u201d]*)([\"'\u2019\u201d]|$)");

  private Masked() {}

  /** The first line that is not blank, masked; a word of comfort if there is none. */
  static String firstLine(String text) {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return first.isEmpty() ? "it said nothing" : line(first.strip());
  }

  /**
   * The line that says what is wrong, masked: warnings may stand before it. By the words of
   * syslog(3) and of most programs; else the first line.
   */
  static String problem(String text) {
    return text.lines()
        .filter(line -> PROBLEM.matcher(line).find())
        .findFirst()
        .map(line -> line(line.strip()))
        .orElseGet(() -> firstLine(text));
  }

  private static String line(String line) {
    String cut = line.length() > LONGEST ? line.substring(0, LONGEST) + " ..." : line;
    String urls = URL_USER.matcher(cut).replaceAll("://" + HIDDEN + "@");
    String quotes = QUOTED.matcher(urls).replaceAll(Masked::quoted);
    return SECRET.matcher(quotes).replaceAll("$1" + HIDDEN).replaceAll("\\p{Cntrl}", " ");
  }

  private static String quoted(MatchResult found) {
    boolean isName = found.group(1) != null || found.group(3).startsWith("/");
    String hidden = found.group(2) + HIDDEN + found.group(4);
    return Matcher.quoteReplacement(isName ? found.group() : hidden);
  }
}
