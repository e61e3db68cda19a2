package dev.steadfast.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A directive of a block and what it is in the other version; one side at least is there. */
record SiblingPair(Optional<Placed> old, Optional<Placed> next, Place place) {

  /**
   * In the order of both texts. It is the same when old and next are exchanged, and so are never
   * two pairs of one block, unless they are the same: equal directives are paired with each other
   * before others.
   */
  static final Comparator<SiblingPair> ORDER =
      Comparator.comparingInt(SiblingPair::firstIndex)
          .thenComparingInt(SiblingPair::lastIndex)
          .thenComparing(SiblingPair::smallerText)
          .thenComparing(SiblingPair::largerText);

  /** Where the directive stands among those that are in both versions. */
  enum Place {
    /** In the same order. */
    KEPT,
    /** Elsewhere in its block. */
    MOVED,
    /** In the same order, but in a block that stands elsewhere. */
    MOVED_ALONG
  }

  /**
   * A directive in its block.
   *
   * @param index of it among {@code count} directives, 0-based
   */
  record Placed(Directive directive, int index, int count) {
    String text() {
      return directive.print();
    }
  }

  /** The same pair in another place. */
  SiblingPair in(Place another) {
    return new SiblingPair(old, next, another);
  }

  Optional<Directive> oldDirective() {
    return old.map(Placed::directive);
  }

  Optional<Directive> nextDirective() {
    return next.map(Placed::directive);
  }

  /** A directive of this name with a body of this kind. */
  Directive either() {
    return old.or(() -> next).orElseThrow().directive();
  }

  /** Whether it is on both sides and in the same order. */
  boolean staysInPlace() {
    return place == Place.KEPT && old.isPresent() && next.isPresent();
  }

  /** Whether nothing is to be said about it. */
  boolean isSame() {
    return staysInPlace() && oldDirective().equals(nextDirective());
  }

  /** Whether one simple directive stands where there was another one of its name. */
  boolean isReplaced() {
    boolean isSimple = either().body() instanceof Directive.Body.Nothing;
    return isSimple && !firstArgument(old).equals(firstArgument(next));
  }

  private static Optional<String> firstArgument(Optional<Placed> side) {
    return side.flatMap(placed -> placed.directive().arguments().stream().findFirst());
  }

  /** The pairs of its block, all of them elsewhere if it is. */
  List<SiblingPair> below(BiFunction<List<Directive>, List<Directive>, List<SiblingPair>> pairing) {
    List<SiblingPair> pairs =
        pairing.apply(
            oldDirective().map(Directive::children).orElse(List.of()),
            nextDirective().map(Directive::children).orElse(List.of()));
    return place == Place.KEPT ? pairs : pairs.stream().map(SiblingPair::along).toList();
  }

  private SiblingPair along() {
    return place == Place.KEPT ? in(Place.MOVED_ALONG) : this;
  }

  /** Where one of its sides stands, in brackets; empty if it does not matter. */
  String movedFrom(Optional<Placed> side) {
    boolean isPaired = old.isPresent() && next.isPresent();
    return switch (place) {
      case KEPT -> "";
      case MOVED ->
          side.map(
                  placed -> "(moved, place " + (placed.index() + 1) + " of " + placed.count() + ")")
              .orElse("");
      case MOVED_ALONG -> isPaired ? "(moved with its block)" : "";
    };
  }

  private int firstIndex() {
    int there = next.map(Placed::index).orElse(Integer.MAX_VALUE);
    return Math.min(old.map(Placed::index).orElse(Integer.MAX_VALUE), there);
  }

  private int lastIndex() {
    return Math.max(old.map(Placed::index).orElse(-1), next.map(Placed::index).orElse(-1));
  }

  private String smallerText() {
    String here = old.map(Placed::text).orElse("");
    String there = next.map(Placed::text).orElse("");
    return here.compareTo(there) <= 0 ? here : there;
  }

  private String largerText() {
    String here = old.map(Placed::text).orElse("");
    String there = next.map(Placed::text).orElse("");
    return here.compareTo(there) <= 0 ? there : here;
  }
}
