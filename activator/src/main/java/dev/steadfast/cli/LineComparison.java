package dev.steadfast.cli;

import dev.steadfast.plan.FirstDifference;
import dev.steadfast.plan.FirstDifference.At;
import dev.steadfast.plan.FirstDifference.Nowhere;
import dev.steadfast.store.StoreReference;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Finds the first line that differs between two lists of files. Hashes of store paths are left out,
 * as they differ wherever a path is named whose content does; where nothing else differs they
 * count.
 */
final class LineComparison {
  private static final int PREFIX = "/nix/store/".length();

  private LineComparison() {}

  /** One file. */
  record Text(Path path, String text) {}

  /**
   * The first difference, in the order of the next files. The first files are counterparts of each
   * other; so are others of one path, store hashes left out.
   *
   * @param before at least one
   * @param next at least one
   */
  static FirstDifference between(List<Text> before, List<Text> next) {
    return first(before, next, LineComparison::withoutHashes)
        .or(() -> gone(before, next))
        .or(() -> first(before, next, UnaryOperator.identity()))
        .orElseGet(() -> new Nowhere("the two texts are equal"));
  }

  private static Optional<FirstDifference> first(
      List<Text> before, List<Text> next, UnaryOperator<String> form) {
    for (int i = 0; i < next.size(); i++) {
      Text text = next.get(i);
      Optional<Text> old = i == 0 ? Optional.of(before.getFirst()) : counterpart(before, text);
      List<String> lines = text.text().lines().toList();
      List<String> oldLines = old.map(known -> known.text().lines().toList()).orElse(List.of());
      int line = line(oldLines, lines, form);
      if (old.isEmpty() || line > 0) {
        return Optional.of(new At(text.path(), Math.max(line, 1), lines.size()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Text> counterpart(List<Text> before, Text text) {
    String name = withoutHashes(text.path().toString());
    return before.stream()
        .skip(1)
        .filter(old -> withoutHashes(old.path().toString()).equals(name))
        .findFirst();
  }

  private static Optional<FirstDifference> gone(List<Text> before, List<Text> next) {
    Set<String> names = new HashSet<>();
    next.forEach(text -> names.add(withoutHashes(text.path().toString())));
    return before.stream()
        .skip(1)
        .filter(old -> !names.contains(withoutHashes(old.path().toString())))
        .<FirstDifference>map(old -> new Nowhere("it no longer has " + old.path()))
        .findFirst();
  }

  /** 1-based; 0 if no line differs. */
  private static int line(List<String> before, List<String> next, UnaryOperator<String> form) {
    int both = Math.min(before.size(), next.size());
    for (int i = 0; i < both; i++) {
      String old = before.get(i);
      String line = next.get(i);
      if (!old.equals(line) && !form.apply(old).equals(form.apply(line))) {
        return i + 1;
      }
    }
    return before.size() == next.size() ? 0 : both + 1;
  }

  private static String withoutHashes(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (StoreReference reference : StoreReference.in(text)) {
      out.append(text, at, reference.start() + PREFIX);
      at = reference.start() + PREFIX + reference.store().hash().length();
    }
    return out.append(text, at, text.length()).toString();
  }
}
