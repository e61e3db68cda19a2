package dev.steadfast.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The arguments of a simple directive, and what differs between two versions of them.
 *
 * <p>The first of several arguments that is the same on both sides, or on the only one, stands in
 * the key and not in the value. If only parameters such as {@code rate=1r/s} were changed, added or
 * removed, and nothing stands elsewhere, each of them is a change; any other difference is one of
 * the whole directive.
 *
 * @param parameters values by name
 * @param repeated names that occur twice, which are no parameters
 */
record Arguments(
    List<String> words, SortedMap<String, String> parameters, SortedSet<String> repeated) {
  Arguments {
    words = List.copyOf(words);
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    repeated = Collections.unmodifiableSortedSet(new TreeSet<>(repeated));
  }

  private static Arguments of(List<String> words) {
    SortedMap<String, String> parameters = new TreeMap<>();
    SortedSet<String> repeated = new TreeSet<>();
    for (String word : words) {
      int length = nameLength(word);
      String name = word.substring(0, length);
      if (length > 0 && parameters.put(name, word.substring(length + 1)) != null) {
        repeated.add(name);
      }
    }
    parameters.keySet().removeAll(repeated);
    return new Arguments(words, parameters, repeated);
  }

  /** What is to be said about a directive in this block that is not the same on both sides. */
  static List<KeyChange> changes(DirectiveKey block, SiblingPair pair) {
    List<String> old = pair.oldDirective().or(pair::nextDirective).get().arguments();
    List<String> next = pair.nextDirective().or(pair::oldDirective).get().arguments();
    int longer = Math.max(old.size(), next.size());
    boolean isLabelled =
        longer > 1 && !old.isEmpty() && !next.isEmpty() && old.getFirst().equals(next.getFirst());
    int from = isLabelled ? 1 : 0;
    DirectiveKey key = block.child(pair.either().name(), old.subList(0, from));
    Arguments before = of(old.subList(from, old.size()));
    Arguments after = of(next.subList(from, next.size()));
    return old.equals(next)
        ? List.of(
            new KeyChange(
                key.key(),
                pair.old().map(there -> before.joined()),
                pair.next().map(there -> after.joined())))
        : before.changesTo(key, after);
  }

  private List<KeyChange> changesTo(DirectiveKey key, Arguments next) {
    return frame(next).equals(next.frame(this))
        ? changedParameters(key, next)
        : List.of(new KeyChange(key.key(), Optional.of(joined()), Optional.of(next.joined())));
  }

  /** The words without the values of parameters, and without parameters that are only here. */
  private List<String> frame(Arguments other) {
    List<String> frame = new ArrayList<>();
    for (String word : words) {
      String name = word.substring(0, nameLength(word));
      if (!parameters.containsKey(name) || other.repeated.contains(name)) {
        frame.add(word);
      } else if (other.parameters.containsKey(name)) {
        frame.add(name + "=");
      }
    }
    return frame;
  }

  private List<KeyChange> changedParameters(DirectiveKey key, Arguments next) {
    Set<String> names = new HashSet<>(parameters.keySet());
    names.addAll(next.parameters.keySet());
    List<KeyChange> changes = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      Optional<String> before = Optional.ofNullable(parameters.get(name));
      Optional<String> after = Optional.ofNullable(next.parameters.get(name));
      if (!before.equals(after)) {
        changes.add(
            new KeyChange(
                key.parameter(name).key(),
                before.map(DirectiveKey::oneLine),
                after.map(DirectiveKey::oneLine)));
      }
    }
    return changes;
  }

  private String joined() {
    return DirectiveKey.joined(words);
  }

  /**
   * How long the name of a parameter is, which is small letters, underscores and, inside, digits;
   * else 0.
   */
  private static int nameLength(String word) {
    int at = 0;
    while (at < word.length() && isNamePart(word.charAt(at), at)) {
      at++;
    }
    return word.startsWith("=", at) ? at : 0;
  }

  private static boolean isNamePart(char c, int at) {
    return ('a' <= c && c <= 'z') || c == '_' || (at > 0 && '0' <= c && c <= '9');
  }
}
