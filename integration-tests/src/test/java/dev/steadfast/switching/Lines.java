package dev.steadfast.switching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which unit lists a run prints.
 *
 * <p>Written as {@code S a.service; A a.service, b.service; K ~c.mount; R ?}: the letter of a
 * column, and the units in any order. {@code ~} before a unit: the list has it, and may have more.
 * {@code ?}: anything may be there. A column that is not named is absent; {@code *} alone asserts
 * nothing.
 *
 * @param expected by column; a column that is not here must not be printed
 */
record Lines(Map<Column, List<String>> expected) {
  private static final String ANYTHING = "?";
  private static final String AMONG = "~";

  Lines {
    expected = Collections.unmodifiableMap(new EnumMap<>(expected));
  }

  static Lines parse(String text) {
    Map<Column, List<String>> expected = new EnumMap<>(Column.class);
    if (text.equals("*")) {
      Arrays.stream(Column.values()).forEach(each -> expected.put(each, List.of(ANYTHING)));
    } else if (!text.isEmpty()) {
      for (String part : text.split("; ", -1)) {
        List<String> units = Arrays.asList(part.substring(2).split(", ", -1));
        if (expected.put(Column.valueOf(part.substring(0, 1)), units) != null) {
          throw new IllegalArgumentException("twice in " + text + ": " + part);
        }
      }
    }
    return new Lines(expected);
  }

  /** What is wrong with an output, a line each; none if it is as expected. */
  List<String> problems(String output, Column.Moment moment) {
    List<String> problems = new ArrayList<>();
    for (Column column : Column.values()) {
      List<String> printed = printed(output, column.words(moment) + ": ");
      Optional<List<String>> wanted = Optional.ofNullable(expected.get(column));
      if (printed.size() > 1) {
        problems.add(column + " is printed " + printed.size() + " times");
      } else if (!fits(wanted, printed)) {
        problems.add(
            "%s %s: expected %s, printed %s"
                .formatted(moment, column, wanted.map(Lines::joined).orElse("no line"), printed));
      }
    }
    return problems;
  }

  /** The unit lists that an output has, in the notation of this class. */
  static String of(String output, Column.Moment moment) {
    List<String> parts = new ArrayList<>();
    for (Column column : Column.values()) {
      printed(output, column.words(moment) + ": ").forEach(list -> parts.add(column + " " + list));
    }
    return String.join("; ", parts);
  }

  private static boolean fits(Optional<List<String>> wanted, List<String> printed) {
    if (wanted.isEmpty()) {
      return printed.isEmpty();
    }
    List<String> units = wanted.get();
    if (units.equals(List.of(ANYTHING))) {
      return true;
    }
    if (units.getFirst().startsWith(AMONG)) {
      List<String> all = printed.stream().flatMap(list -> Arrays.stream(split(list))).toList();
      return units.stream().allMatch(unit -> all.contains(unit.substring(AMONG.length())));
    }
    return printed.equals(List.of(joined(units)));
  }

  private static String[] split(String list) {
    return list.split(", ", -1);
  }

  /** In the order of the program that is replaced. */
  private static String joined(List<String> units) {
    return String.join(
        ", ",
        units.stream()
            .sorted(Comparator.comparing(unit -> unit.toLowerCase(Locale.ROOT)))
            .toList());
  }

  private static List<String> printed(String output, String start) {
    return output
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }
}
