package dev.steadfast.policy;

import dev.steadfast.config.ConfigKey;
import java.util.SortedSet;

/** Whether one row decides wherever another one could. Says so only where it is sure. */
final class Shadow {
  private Shadow() {}

  /**
   * Whether a row of the same source decides on every edit that {@code rule} covers.
   *
   * @param isBefore whether the other row stands before the rule: then it also wins with an equal
   *     effect
   */
  static boolean covers(Rule other, boolean isBefore, Rule rule) {
    if (!other.artefact().equals(rule.artefact())) {
      return false;
    }
    return switch (rule.keys()) {
      case Rule.Keys.Matching matching -> covers(other.keys(), isBefore, matching);
      case Rule.Keys.Table(KeyTable table) -> covers(other.keys(), isBefore, table);
    };
  }

  private static boolean covers(Rule.Keys other, boolean isBefore, Rule.Keys.Matching rule) {
    return switch (other) {
      case Rule.Keys.Matching(String glob, SortedSet<Edit> when, Effect effect) ->
          wins(effect, isBefore, rule.effect())
              && when.containsAll(rule.when())
              && covers(glob, rule.glob());
      case Rule.Keys.Table(KeyTable table) ->
          !isPattern(rule.glob())
              && table
                  .row(new ConfigKey(rule.glob()))
                  .map(row -> wins(row.effect(), isBefore, rule.effect()))
                  .orElse(false);
    };
  }

  private static boolean covers(Rule.Keys other, boolean isBefore, KeyTable table) {
    return switch (other) {
      case Rule.Keys.Matching(String glob, SortedSet<Edit> when, Effect effect) ->
          covers(glob, "*")
              && when.equals(Edit.ALL)
              && table.rows().values().stream()
                  .allMatch(row -> wins(effect, isBefore, row.effect()));
      case Rule.Keys.Table(KeyTable same) -> isBefore && same.equals(table);
    };
  }

  private static boolean wins(Effect effect, boolean isBefore, Effect over) {
    int stronger = effect.compareTo(over);
    return stronger > 0 || (stronger == 0 && isBefore);
  }

  private static boolean isPattern(String glob) {
    return glob.indexOf('*') >= 0 || glob.indexOf('?') >= 0;
  }

  /**
   * Whether a glob matches all that another one matches. The narrow glob is read as a text whose
   * stars only a star matches; a few pairs that mean the same in another way are not seen.
   */
  static boolean covers(String wide, String narrow) {
    boolean[] ends = new boolean[narrow.length() + 1];
    ends[0] = true;
    for (int at = 0; at < wide.length(); at++) {
      char part = wide.charAt(at);
      boolean[] next = new boolean[ends.length];
      next[0] = part == '*' && ends[0];
      for (int i = 1; i < ends.length; i++) {
        char c = narrow.charAt(i - 1);
        next[i] =
            part == '*'
                ? next[i - 1] || ends[i]
                : ends[i - 1] && (part == '?' ? c != '*' : part == c);
      }
      ends = next;
    }
    return ends[narrow.length()];
  }
}
