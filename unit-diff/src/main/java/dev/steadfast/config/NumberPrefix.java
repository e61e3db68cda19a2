package dev.steadfast.config;

import java.util.Optional;

/**
 * The number that a text has at some place, read as far as it goes.
 *
 * <p>Source: strtol with base 0 and strtod of the C library. Hexadecimal fractions, infinities,
 * numbers out of range and numbers of more than 100 characters are not read.
 *
 * @param end index after the number
 */
record NumberPrefix(double value, int end) {
  private static final int LONGEST = 100;

  /** An integer; where a fraction or an exponent follows, what {@link #real} reads. */
  static Optional<NumberPrefix> integer(String text, int start) {
    int digits = afterSign(text, start);
    int radix = hasHexMark(text, digits) ? 16 : isAt(text, digits, "0") ? 8 : 10;
    int from = radix == 16 ? digits + 2 : digits;
    int end = skipDigits(text, from, radix);
    return end == from || isAt(text, end, ".eE")
        ? real(text, start)
        : whole(text, start, from, end, radix);
  }

  /** A decimal number with optional fraction and exponent, or a hexadecimal integer. */
  static Optional<NumberPrefix> real(String text, int start) {
    int digits = afterSign(text, start);
    if (hasHexMark(text, digits)) {
      return whole(text, start, digits + 2, skipDigits(text, digits + 2, 16), 16);
    }
    int end = skipDigits(text, digits, 10);
    int count = end - digits;
    if (isAt(text, end, ".")) {
      int fraction = end + 1;
      end = skipDigits(text, fraction, 10);
      count += end - fraction;
    }
    return count == 0 ? Optional.empty() : decimal(text, start, afterExponent(text, end));
  }

  static boolean isDigit(char c) {
    return '0' <= c && c <= '9';
  }

  private static Optional<NumberPrefix> whole(
      String text, int start, int from, int end, int radix) {
    if (end - start > LONGEST) {
      return Optional.empty();
    }
    try {
      double value = Long.parseLong(text, from, end, radix);
      return Optional.of(new NumberPrefix(isAt(text, start, "-") ? -value : value, end));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  private static Optional<NumberPrefix> decimal(String text, int start, int end) {
    if (end - start > LONGEST) {
      return Optional.empty();
    }
    double value = Double.parseDouble(text.substring(start, end));
    boolean inRange = Math.abs(value) >= Double.MIN_NORMAL && !Double.isInfinite(value);
    return inRange || isZero(text, start, end)
        ? Optional.of(new NumberPrefix(value, end))
        : Optional.empty();
  }

  /** The mantissa is zero, so that zero is its value and no underflow. */
  private static boolean isZero(String text, int start, int end) {
    for (int at = start; at < end && !isAt(text, at, "eE"); at++) {
      if (isAt(text, at, "123456789")) {
        return false;
      }
    }
    return true;
  }

  private static int afterSign(String text, int start) {
    return isAt(text, start, "+-") ? start + 1 : start;
  }

  /** An exponent counts only if it has digits. */
  private static int afterExponent(String text, int at) {
    if (!isAt(text, at, "eE")) {
      return at;
    }
    int digits = afterSign(text, at + 1);
    int end = skipDigits(text, digits, 10);
    return end == digits ? at : end;
  }

  private static boolean hasHexMark(String text, int at) {
    return isAt(text, at, "0") && isAt(text, at + 1, "xX") && skipDigits(text, at + 2, 16) > at + 2;
  }

  private static int skipDigits(String text, int from, int radix) {
    int at = from;
    while (at < text.length() && text.charAt(at) < 0x80 && isDigit(text.charAt(at), radix)) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c, int radix) {
    return Character.digit(c, radix) >= 0;
  }

  private static boolean isAt(String text, int at, String anyOf) {
    return at < text.length() && anyOf.indexOf(text.charAt(at)) >= 0;
  }
}
