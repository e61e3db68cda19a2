package dev.steadfast.config;

import dev.steadfast.config.Directive.Body;
import dev.steadfast.config.SiblingPair.Place;
import dev.steadfast.config.SiblingPair.Placed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds for each directive of a block what it is in the other version of that block.
 *
 * <p>In each round those that are left and alike are paired in their order; the rounds go from
 * equal directives to merely similar ones. Of directives with several arguments the first one is a
 * name (of a header, a zone, a variable), so two with different ones are two directives, never a
 * changed one: what a secret belongs to must not be lost. Two blocks with different labels are two
 * blocks, except servers that keep their first name, or that are the only ones left.
 */
final class SiblingPairs {
  private static final int NONE = -1;

  private final List<Directive> old;
  private final List<Directive> next;
  private final int[] partnerOfOld;
  private final int[] partnerOfNext;

  private SiblingPairs(List<Directive> old, List<Directive> next) {
    this.old = old;
    this.next = next;
    this.partnerOfOld = new int[old.size()];
    this.partnerOfNext = new int[next.size()];
    Arrays.fill(partnerOfOld, NONE);
    Arrays.fill(partnerOfNext, NONE);
  }

  /** All directives of both versions of a block, sorted by {@link SiblingPair#ORDER}. */
  static List<SiblingPair> ofDirectives(List<Directive> old, List<Directive> next) {
    SiblingPairs pairs = new SiblingPairs(old, next);
    pairs.pair(Optional::of);
    pairs.pair(one -> block(one, List.of(BlockLabel.of(one), BlockLabel.listening(one))));
    pairs.pair(one -> block(one, List.of(BlockLabel.of(one))));
    pairs.pair(SiblingPairs::byFirstArgument);
    pairs.pair(SiblingPairs::byNameAlone);
    pairs.pair(SiblingPairs::serverByFirstName);
    pairs.pairLastServers();
    return pairs.all();
  }

  /** The same for entries of data, which are told apart by their first word. */
  static List<SiblingPair> ofEntries(List<Directive> old, List<Directive> next) {
    SiblingPairs pairs = new SiblingPairs(old, next);
    pairs.pair(Optional::of);
    pairs.pair(entry -> Optional.of(entry.name()));
    return pairs.all();
  }

  /** What two directives must have in common. */
  private record Likeness(String name, Class<? extends Body> body, List<List<String>> words) {
    static Likeness of(Directive directive, List<List<String>> words) {
      return new Likeness(directive.name(), directive.body().getClass(), words);
    }
  }

  private static Optional<Object> block(Directive directive, List<List<String>> words) {
    return directive.body() instanceof Body.Nothing
        ? Optional.empty()
        : Optional.of(Likeness.of(directive, words));
  }

  private static Optional<Object> byFirstArgument(Directive directive) {
    boolean isSimple = directive.body() instanceof Body.Nothing;
    return isSimple && directive.words().size() > 1
        ? Optional.of(Likeness.of(directive, List.of(directive.words().subList(1, 2))))
        : Optional.empty();
  }

  private static Optional<Object> byNameAlone(Directive directive) {
    boolean isSimple = directive.body() instanceof Body.Nothing;
    return isSimple && directive.words().size() <= 2
        ? Optional.of(Likeness.of(directive, List.of()))
        : Optional.empty();
  }

  private static Optional<Object> serverByFirstName(Directive directive) {
    List<String> label = BlockLabel.of(directive);
    return BlockLabel.isServer(directive) && !label.isEmpty()
        ? Optional.of(label.getFirst())
        : Optional.empty();
  }

  /** Pairs what is left and has the same likeness; what has none stays for another round. */
  private void pair(Function<Directive, Optional<Object>> likeness) {
    Map<Object, Deque<Integer>> open = new HashMap<>();
    for (int j = 0; j < next.size(); j++) {
      if (partnerOfNext[j] == NONE) {
        int at = j;
        likeness
            .apply(next.get(j))
            .ifPresent(key -> open.computeIfAbsent(key, k -> new ArrayDeque<>()).add(at));
      }
    }
    for (int i = 0; i < old.size() && !open.isEmpty(); i++) {
      if (partnerOfOld[i] == NONE) {
        int at = i;
        likeness
            .apply(old.get(i))
            .map(open::get)
            .map(Deque::poll)
            .ifPresent(partner -> pair(at, partner));
      }
    }
  }

  private void pair(int i, int j) {
    partnerOfOld[i] = j;
    partnerOfNext[j] = i;
  }

  private void pairLastServers() {
    List<Integer> gone = serversLeft(old, partnerOfOld);
    List<Integer> come = serversLeft(next, partnerOfNext);
    if (gone.size() == 1 && come.size() == 1) {
      pair(gone.getFirst(), come.getFirst());
    }
  }

  private static List<Integer> serversLeft(List<Directive> directives, int[] partners) {
    List<Integer> left = new ArrayList<>();
    for (int at = 0; at < partners.length; at++) {
      if (partners[at] == NONE && BlockLabel.isServer(directives.get(at))) {
        left.add(at);
      }
    }
    return left;
  }

  /** Only what is the same directive on both sides can have moved. */
  private List<SiblingPair> all() {
    List<SiblingPair> paired = new ArrayList<>();
    List<SiblingPair> all = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      if (partnerOfOld[i] == NONE) {
        all.add(new SiblingPair(placed(old, i), Optional.empty(), Place.KEPT));
      } else {
        SiblingPair pair =
            new SiblingPair(placed(old, i), placed(next, partnerOfOld[i]), Place.KEPT);
        (pair.isReplaced() ? all : paired).add(pair);
      }
    }
    for (int j = 0; j < next.size(); j++) {
      if (partnerOfNext[j] == NONE) {
        all.add(new SiblingPair(Optional.empty(), placed(next, j), Place.KEPT));
      }
    }
    all.addAll(Moves.marked(paired));
    all.sort(SiblingPair.ORDER);
    return all;
  }

  private static Optional<Placed> placed(List<Directive> directives, int at) {
    return Optional.of(new Placed(directives.get(at), at, directives.size()));
  }
}
