package dev.steadfast.config;

import dev.steadfast.config.Directive.Body;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The changes between two trees of directives, each at the depth where it differs.
 *
 * <ul>
 *   <li>A simple directive: its arguments, see {@link Arguments}.
 *   <li>A block that is only on one side, or that stands elsewhere among its siblings: the block
 *       ({@code 3 directives}) and each directive below it, so that rules see all of them.
 *   <li>An entry of data: the words after its first one.
 *   <li>Code: counts of lines, as for {@link PlainText}.
 * </ul>
 *
 * <p>What stands elsewhere says so on both sides, as in {@code 80 (moved, place 2 of 7)}.
 */
final class DirectiveDiff {
  private final List<KeyChange> changes = new ArrayList<>();

  private DirectiveDiff() {}

  /** Sorted by key, and those of one key in the order of the text. */
  static List<KeyChange> between(List<Directive> old, List<Directive> next) {
    DirectiveDiff diff = new DirectiveDiff();
    diff.compareAll(DirectiveKey.TOP, SiblingPairs.ofDirectives(old, next));
    diff.changes.sort(Comparator.comparing(KeyChange::key));
    return List.copyOf(diff.changes);
  }

  private void compareAll(DirectiveKey block, List<SiblingPair> pairs) {
    for (SiblingPair pair : pairs) {
      if (!pair.isSame()) {
        compare(block, pair);
      }
    }
  }

  private void compare(DirectiveKey block, SiblingPair pair) {
    switch (pair.either().body()) {
      case Body.Nothing() -> add(pair, Arguments.changes(block, pair));
      case Body.Code(String text) -> add(pair, List.of(code(block, pair)));
      case Body.Block(List<Directive> directives) -> {
        DirectiveKey key = compareAsWhole(block, pair);
        compareAll(key, pair.below(SiblingPairs::ofDirectives));
      }
      case Body.Entries(List<Directive> entries) -> {
        DirectiveKey key = compareAsWhole(block, pair);
        for (SiblingPair entry : pair.below(SiblingPairs::ofEntries)) {
          if (!entry.isSame()) {
            add(entry, List.of(entry(key, entry)));
          }
        }
      }
    }
  }

  /** The key of the block; what is in it is compared besides. */
  private DirectiveKey compareAsWhole(DirectiveKey block, SiblingPair pair) {
    DirectiveKey key = key(block, pair);
    if (!pair.staysInPlace()) {
      add(
          pair,
          List.of(
              new KeyChange(
                  key.key(),
                  pair.oldDirective().map(DirectiveDiff::size),
                  pair.nextDirective().map(DirectiveDiff::size))));
    }
    return key;
  }

  private static DirectiveKey key(DirectiveKey block, SiblingPair pair) {
    List<String> label = pair.oldDirective().or(pair::nextDirective).map(BlockLabel::of).get();
    List<String> other = pair.nextDirective().or(pair::oldDirective).map(BlockLabel::of).get();
    return block.child(pair.either().name(), BlockLabel.ofBoth(label, other));
  }

  private static String size(Directive block) {
    int size = block.size();
    boolean isData = block.body() instanceof Body.Entries;
    String one = isData ? " entry" : " directive";
    String many = isData ? " entries" : " directives";
    return size + (size == 1 ? one : many);
  }

  private static KeyChange entry(DirectiveKey block, SiblingPair pair) {
    return new KeyChange(
        block.entry(pair.either().name()).key(),
        pair.oldDirective().map(Directive::arguments).map(DirectiveKey::joined),
        pair.nextDirective().map(Directive::arguments).map(DirectiveKey::joined));
  }

  private static KeyChange code(DirectiveKey block, SiblingPair pair) {
    PlainText before = text(pair.oldDirective());
    PlainText after = text(pair.nextDirective());
    return new KeyChange(
        key(block, pair).key(),
        pair.oldDirective().map(there -> before.linesAgainst(after)),
        pair.nextDirective().map(there -> after.linesAgainst(before)));
  }

  private static PlainText text(Optional<Directive> directive) {
    return new PlainText(
        directive.map(one -> one.body() instanceof Body.Code code ? code.text() : "").orElse(""));
  }

  private void add(SiblingPair pair, List<KeyChange> found) {
    for (KeyChange change : found) {
      changes.add(
          new KeyChange(
              change.key(),
              change.before().map(value -> placed(value, pair.movedFrom(pair.old()))),
              change.after().map(value -> placed(value, pair.movedFrom(pair.next())))));
    }
  }

  private static String placed(String value, String place) {
    return value.isEmpty() || place.isEmpty() ? value + place : value + " " + place;
  }
}
