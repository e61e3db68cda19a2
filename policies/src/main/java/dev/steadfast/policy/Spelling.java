package dev.steadfast.policy;

import java.util.Collection;
import java.util.Optional;

/** Advice for a word that is not known. */
public final class Spelling {
  private Spelling() {}

  /** {@code Did you mean 'x'? Known: …}, without the question when nothing is close. */
  public static String advice(String word, Collection<String> known) {
    return closest(word, known).map(close -> "Did you mean '" + close + "'? ").orElse("")
        + (known.isEmpty() ? "None is known." : "Known: " + String.join(", ", known) + ".");
  }

  /** The known word that can have been meant, the first of equals; empty if none is close. */
  public static Optional<String> closest(String word, Collection<String> known) {
    Optional<String> closest = Optional.empty();
    int distance = word.length() / 3 + 2;
    for (String candidate : known) {
      int d = distance(word, candidate);
      if (d < distance) {
        distance = d;
        closest = Optional.of(candidate);
      }
    }
    return closest;
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(changed, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
