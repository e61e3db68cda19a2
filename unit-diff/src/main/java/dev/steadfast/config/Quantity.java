package dev.steadfast.config;

import java.util.List;
import java.util.Optional;

/**
 * A number in the base unit of its setting; unknown if the text is none.
 *
 * <pre>
 * quantity = blanks number blanks [unit blanks]
 * </pre>
 *
 * <p>Units are case-sensitive and of the base unit's own family. Source: parse_int, parse_real and
 * convert_to_base_unit of PostgreSQL 15, roundings included.
 */
record Quantity(Optional<Double> value) {
  private static final Quantity UNKNOWN = new Quantity(Optional.empty());
  private static final int LONGEST_UNIT = 3;

  /** One unit, measured in the smallest of its family. */
  private record Unit(String name, double size) {}

  /** Largest first: a fraction is rounded to the unit after it. */
  private static final List<List<Unit>> FAMILIES =
      List.of(
          List.of(
              new Unit("TB", 0x1p40),
              new Unit("GB", 0x1p30),
              new Unit("MB", 0x1p20),
              new Unit("kB", 0x1p10),
              new Unit("B", 1)),
          List.of(
              new Unit("d", 86_400e6),
              new Unit("h", 3_600e6),
              new Unit("min", 60e6),
              new Unit("s", 1e6),
              new Unit("ms", 1e3),
              new Unit("us", 1)));

  /**
   * A 32-bit number, rounded half to even; decimal, {@code 0x} hexadecimal, {@code 0} octal or with
   * a fraction.
   */
  static Quantity integer(String text, String baseUnit) {
    Optional<Double> rounded =
        NumberPrefix.integer(text, skipBlanks(text, 0))
            .flatMap(number -> inBaseUnit(text, number, baseUnit))
            .map(Math::rint)
            .filter(value -> value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE)
            .map(value -> (double) value.intValue());
    return rounded.isEmpty() ? UNKNOWN : new Quantity(rounded);
  }

  /** A number with a fraction. */
  static Quantity real(String text, String baseUnit) {
    return new Quantity(
        NumberPrefix.real(text, skipBlanks(text, 0))
            .flatMap(number -> inBaseUnit(text, number, baseUnit)));
  }

  /** Both are known and equal; {@code -0} is not {@code 0}. */
  boolean same(Quantity other) {
    return value.isPresent() && value.equals(other.value);
  }

  private static Optional<Double> inBaseUnit(String text, NumberPrefix number, String baseUnit) {
    int from = skipBlanks(text, number.end());
    if (from == text.length()) {
      return Optional.of(number.value());
    }
    int end = from;
    while (end < text.length() && end - from < LONGEST_UNIT && !isBlank(text.charAt(end))) {
      end++;
    }
    return skipBlanks(text, end) == text.length()
        ? convert(number.value(), text.substring(from, end), baseUnit)
        : Optional.empty();
  }

  private static Optional<Double> convert(double number, String unit, String baseUnit) {
    int digits = 0;
    while (digits < baseUnit.length() && NumberPrefix.isDigit(baseUnit.charAt(digits))) {
      digits++;
    }
    String base = baseUnit.substring(digits);
    double count = digits == 0 ? 1 : Double.parseDouble(baseUnit.substring(0, digits));
    for (List<Unit> family : FAMILIES) {
      int to = indexOf(family, base);
      int from = indexOf(family, unit);
      if (to >= 0 && from >= 0) {
        return Optional.of(convert(number, family, from, family.get(to).size() * count));
      }
    }
    return Optional.empty();
  }

  private static double convert(double number, List<Unit> family, int from, double baseSize) {
    double converted = number * (family.get(from).size() / baseSize);
    if (from + 1 == family.size()) {
      return converted;
    }
    double smaller = family.get(from + 1).size() / baseSize;
    return Math.rint(converted / smaller) * smaller;
  }

  private static int indexOf(List<Unit> family, String name) {
    for (int at = 0; at < family.size(); at++) {
      if (family.get(at).name().equals(name)) {
        return at;
      }
    }
    return -1;
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || ('\t' <= c && c <= '\r');
  }
}
