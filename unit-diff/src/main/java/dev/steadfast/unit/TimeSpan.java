package dev.steadfast.unit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time spans as systemd writes them: {@code 90s}, {@code 1min 30s}, {@code 1.5h}, {@code infinity};
 * a number alone is seconds. Source: systemd.time(7), "Parsing time spans".
 */
public final class TimeSpan {
  /** Longer than any system runs, and what the JDK can wait for. */
  public static final Duration INFINITY = Duration.ofNanos(Long.MAX_VALUE);

  private static final String BLANKS = "[ \\t\\r\\n]*";
  private static final Pattern PART =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,18})?)" + BLANKS + "([a-zA-Zµμ]*)" + BLANKS);

  /** In one line all names of one unit. */
  private record Unit(Duration length, List<String> names) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit(Duration.ofSeconds(1), List.of("", "seconds", "second", "sec", "s")),
          new Unit(Duration.ofMinutes(1), List.of("minutes", "minute", "min", "m")),
          new Unit(Duration.ofHours(1), List.of("hours", "hour", "hr", "h")),
          new Unit(Duration.ofDays(1), List.of("days", "day", "d")),
          new Unit(Duration.ofDays(7), List.of("weeks", "week", "w")),
          new Unit(Duration.ofMillis(1), List.of("msec", "ms")),
          new Unit(Duration.ofNanos(1000), List.of("usec", "us", "µs", "μs")),
          new Unit(Duration.ofSeconds(2_629_800), List.of("months", "month", "M")),
          new Unit(Duration.ofSeconds(31_557_600), List.of("years", "year", "y")));

  private TimeSpan() {}

  /** The span, if the text is one; {@link #INFINITY} is the longest. */
  public static Optional<Duration> parse(String text) {
    String stripped = text.strip();
    if (stripped.equals("infinity")) {
      return Optional.of(INFINITY);
    }
    Matcher parts = PART.matcher(stripped);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (end < stripped.length()) {
      parts.region(end, stripped.length());
      Optional<Duration> unit = parts.lookingAt() ? unit(parts.group(2)) : Optional.empty();
      if (unit.isEmpty()) {
        return Optional.empty();
      }
      BigDecimal length = BigDecimal.valueOf(unit.get().toNanos());
      nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(length));
      end = parts.end();
    }
    return end == 0 ? Optional.empty() : Optional.of(shortened(nanos));
  }

  private static Optional<Duration> unit(String name) {
    return UNITS.stream().filter(unit -> unit.names().contains(name)).map(Unit::length).findFirst();
  }

  private static Duration shortened(BigDecimal nanos) {
    return Duration.ofNanos(nanos.min(BigDecimal.valueOf(INFINITY.toNanos())).longValue());
  }
}
