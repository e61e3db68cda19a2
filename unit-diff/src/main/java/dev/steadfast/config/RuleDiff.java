package dev.steadfast.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The changes between two sequences of rules, in their order. A rule that moved is removed and
 * added: order decides which rule counts.
 *
 * <p>Between two rules that stay, the first removed rule is taken for the first added one, and so
 * on. A longest common subsequence stays, unless more than a million pairs would have to be
 * compared: then what both have at their beginnings and ends.
 */
final class RuleDiff {
  private static final ConfigKey KEY = new ConfigKey("rule");
  private static final long MAX_PAIRS = 1_000_000;

  private final List<String> old;
  private final List<String> next;
  private final List<KeyChange> changes = new ArrayList<>();

  private RuleDiff(List<String> old, List<String> next) {
    this.old = old;
    this.next = next;
  }

  static List<KeyChange> between(List<String> old, List<String> next) {
    int shorter = Math.min(old.size(), next.size());
    int same = 0;
    while (same < shorter && old.get(same).equals(next.get(same))) {
      same++;
    }
    int atEnd = 0;
    while (atEnd < shorter - same
        && old.get(old.size() - 1 - atEnd).equals(next.get(next.size() - 1 - atEnd))) {
      atEnd++;
    }
    RuleDiff diff =
        new RuleDiff(
            old.subList(same, old.size() - atEnd), next.subList(same, next.size() - atEnd));
    diff.compare();
    return diff.changes;
  }

  private void compare() {
    int oldFrom = 0;
    int nextFrom = 0;
    if ((long) old.size() * next.size() <= MAX_PAIRS) {
      int[][] common = commonLengths();
      int i = 0;
      int j = 0;
      while (i < old.size() && j < next.size()) {
        int order = old.get(i).compareTo(next.get(j));
        if (order == 0) {
          addHunk(old.subList(oldFrom, i), next.subList(nextFrom, j));
          oldFrom = ++i;
          nextFrom = ++j;
        } else if (dropsOld(common, i, j, order)) {
          i++;
        } else {
          j++;
        }
      }
    }
    addHunk(old.subList(oldFrom, old.size()), next.subList(nextFrom, next.size()));
  }

  /** If both ways are as good, the smaller text goes: seen from the other side, it is the same. */
  private static boolean dropsOld(int[][] common, int i, int j, int order) {
    int without = common[i + 1][j];
    int with = common[i][j + 1];
    return without > with || (without == with && order < 0);
  }

  /** Length of the longest common subsequence of what begins at each pair of places. */
  private int[][] commonLengths() {
    int[][] common = new int[old.size() + 1][next.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = next.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(next.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private void addHunk(List<String> removed, List<String> added) {
    for (int at = 0; at < Math.max(removed.size(), added.size()); at++) {
      changes.add(new KeyChange(KEY, at(removed, at), at(added, at)));
    }
  }

  private static Optional<String> at(List<String> texts, int index) {
    return index < texts.size() ? Optional.of(texts.get(index)) : Optional.empty();
  }
}
