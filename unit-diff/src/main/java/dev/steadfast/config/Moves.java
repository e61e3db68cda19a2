package dev.steadfast.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells which of several pairs have moved: those outside of one longest run of pairs that stand in
 * the same order on both sides. Of several such runs the one is taken that {@link
 * SiblingPair#ORDER} prefers pair by pair, so the same pairs move when both sides are exchanged.
 */
final class Moves {
  private Moves() {}

  /**
   * The same pairs, with those marked that have moved.
   *
   * @param pairs with both sides, sorted by the old index
   */
  static List<SiblingPair> marked(List<SiblingPair> pairs) {
    int[] order = pairs.stream().mapToInt(Moves::nextIndex).toArray();
    int[] before = longestUpTo(order);
    int[] after = longestFrom(order);
    int longest = Arrays.stream(before).max().orElse(0);
    if (longest == pairs.size()) {
      return pairs;
    }
    boolean[] stays = new boolean[pairs.size()];
    int[] places = places(pairs);
    for (SiblingPair pair : run(ranks(pairs, longest, before, after))) {
      stays[places[oldIndex(pair)]] = true;
    }
    List<SiblingPair> marked = new ArrayList<>();
    for (int at = 0; at < stays.length; at++) {
      SiblingPair pair = pairs.get(at);
      marked.add(stays[at] ? pair : pair.in(SiblingPair.Place.MOVED));
    }
    return marked;
  }

  /** The pairs that are first, second, and so on in one of the longest runs. */
  private static List<List<SiblingPair>> ranks(
      List<SiblingPair> pairs, int longest, int[] before, int[] after) {
    List<List<SiblingPair>> ranks = new ArrayList<>();
    for (int rank = 0; rank < longest; rank++) {
      ranks.add(new ArrayList<>());
    }
    for (int at = 0; at < pairs.size(); at++) {
      if (before[at] + after[at] - 1 == longest) {
        ranks.get(before[at] - 1).add(pairs.get(at));
      }
    }
    return ranks;
  }

  /** The place in the list of each old index. */
  private static int[] places(List<SiblingPair> pairs) {
    int[] places = new int[oldIndex(pairs.getLast()) + 1];
    for (int at = 0; at < pairs.size(); at++) {
      places[oldIndex(pairs.get(at))] = at;
    }
    return places;
  }

  /** One pair of each rank, each behind the one before it on both sides. */
  private static List<SiblingPair> run(List<List<SiblingPair>> ranks) {
    List<SiblingPair> run = new ArrayList<>();
    for (List<SiblingPair> rank : ranks) {
      run.add(
          rank.stream()
              .filter(pair -> run.isEmpty() || isBehind(pair, run.getLast()))
              .min(SiblingPair.ORDER)
              .orElseThrow());
    }
    return run;
  }

  private static boolean isBehind(SiblingPair pair, SiblingPair other) {
    return oldIndex(pair) > oldIndex(other) && nextIndex(pair) > nextIndex(other);
  }

  /** For each place the length of the longest increasing run that ends there. */
  private static int[] longestUpTo(int[] values) {
    int[] smallestEnd = new int[values.length];
    int[] lengths = new int[values.length];
    int longest = 0;
    for (int at = 0; at < values.length; at++) {
      int found = Arrays.binarySearch(smallestEnd, 0, longest, values[at]);
      int length = -found - 1;
      smallestEnd[length] = values[at];
      lengths[at] = length + 1;
      longest = Math.max(longest, lengths[at]);
    }
    return lengths;
  }

  /** For each place the length of the longest increasing run that begins there. */
  private static int[] longestFrom(int[] values) {
    int[] reversed = new int[values.length];
    for (int at = 0; at < values.length; at++) {
      reversed[at] = -values[values.length - 1 - at];
    }
    int[] lengths = longestUpTo(reversed);
    int[] result = new int[values.length];
    for (int at = 0; at < values.length; at++) {
      result[at] = lengths[values.length - 1 - at];
    }
    return result;
  }

  private static int oldIndex(SiblingPair pair) {
    return pair.old().orElseThrow().index();
  }

  private static int nextIndex(SiblingPair pair) {
    return pair.next().orElseThrow().index();
  }
}
