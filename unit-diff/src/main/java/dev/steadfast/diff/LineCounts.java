package dev.steadfast.diff;

import java.util.HashMap;
import java.util.Map;

/** Says how much two texts differ without showing any of their text. */
final class LineCounts {
  private LineCounts() {}

  /**
   * Such as {@code 2 lines removed, 3 added}; a line that was moved, or that differs by nothing but
   * store hashes, counts as neither.
   */
  static String between(String before, String after) {
    Map<String, Integer> balance = new HashMap<>();
    Skeleton old = Skeleton.of(before);
    Skeleton next = Skeleton.of(after);
    old.withoutHashes().lines().forEach(line -> balance.merge(line, -1, Integer::sum));
    next.withoutHashes().lines().forEach(line -> balance.merge(line, 1, Integer::sum));
    int removed = 0;
    int added = 0;
    for (int count : balance.values()) {
      removed += Math.max(0, -count);
      added += Math.max(0, count);
    }
    return removed == 0 && added == 0
        ? "the same lines in another order"
        : removed + (removed == 1 ? " line" : " lines") + " removed, " + added + " added";
  }
}
