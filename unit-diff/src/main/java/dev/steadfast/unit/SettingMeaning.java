package dev.steadfast.unit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether systemd takes two spellings of a setting for the same: {@code 1min} and {@code 60s},
 * {@code yes} and {@code true}, the same units in another order. What is not understood to the end
 * is not the same.
 *
 * <p>The types are in the resource {@code setting-types.txt}.
 */
public final class SettingMeaning {
  private static final String TABLE = "setting-types.txt";
  private static final Map<String, Type> TYPES = read();

  /** Source: {@code parse_boolean()} of systemd 252. */
  private static final Set<String> YES = Set.of("1", "yes", "y", "true", "t", "on");

  private static final Set<String> NO = Set.of("0", "no", "n", "false", "f", "off");

  /** Source: {@code parse_size()} of systemd 252 with base 1024; it takes fractions, too. */
  private static final Pattern BYTES = Pattern.compile("([0-9]{1,15})([BKMGTPE]?)");

  private static final String SUFFIXES = "BKMGTPE";

  /** Source: {@code signal_from_string()} of systemd 252; it takes numbers, too. */
  private static final Pattern SIGNAL = Pattern.compile("(?:SIG)?([A-Z][A-Z0-9]*)");

  private enum Type {
    BOOLEAN,
    BYTES,
    SIGNAL,
    SPAN,

    /** Words whose order says nothing, in any number of lines. */
    WORDS
  }

  private SettingMeaning() {}

  /**
   * Whether two sides mean the same.
   *
   * @param before values of all lines of a setting; none if there is no such setting
   */
  public static boolean isSame(SettingKey key, List<String> before, List<String> after) {
    Type type = TYPES.get(key.name());
    if (before.equals(after) || type == null || before.isEmpty() || after.isEmpty()) {
      return before.equals(after);
    }
    Optional<?> one = meaning(type, before);
    return one.isPresent() && one.equals(meaning(type, after));
  }

  /** Of several lines the last one counts only if it is valid, so they are not looked at. */
  private static Optional<?> meaning(Type type, List<String> values) {
    if (type == Type.WORDS) {
      return words(values);
    }
    if (values.size() != 1) {
      return Optional.empty();
    }
    String value = values.getFirst().strip();
    return switch (type) {
      case BOOLEAN -> yesOrNo(value.toLowerCase(Locale.ROOT));
      case BYTES -> bytes(value);
      case SIGNAL -> signal(value);
      case SPAN -> span(value);
      case WORDS -> Optional.empty();
    };
  }

  /** A quote could hold blanks and a backslash could quote one, so nothing is made of them. */
  private static Optional<?> words(List<String> values) {
    SortedSet<String> words = new TreeSet<>();
    for (String value : values) {
      List<String> found = List.of(value.strip().split("[ \t\n\r]+", -1));
      boolean isPlain = value.indexOf('"') < 0 && value.indexOf('\'') < 0;
      if (!isPlain || found.stream().anyMatch(word -> word.endsWith("\\"))) {
        return Optional.empty();
      }
      words.addAll(found);
    }
    return Optional.of(words);
  }

  private static Optional<Boolean> yesOrNo(String value) {
    return YES.contains(value) || NO.contains(value)
        ? Optional.of(YES.contains(value))
        : Optional.empty();
  }

  private static Optional<BigInteger> bytes(String value) {
    Matcher parts = BYTES.matcher(value);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int power = parts.group(2).isEmpty() ? 0 : SUFFIXES.indexOf(parts.group(2));
    return Optional.of(new BigInteger(parts.group(1)).shiftLeft(10 * power));
  }

  private static Optional<String> signal(String value) {
    Matcher name = SIGNAL.matcher(value);
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  /** systemd rounds each part of a fraction on its own, so nothing is made of fractions. */
  private static Optional<Duration> span(String value) {
    return value.indexOf('.') >= 0
        ? Optional.empty()
        : TimeSpan.parse(value).filter(span -> !span.equals(TimeSpan.INFINITY));
  }

  private static Map<String, Type> read() {
    Map<String, Type> types = new HashMap<>();
    for (String line : text().lines().toList()) {
      if (!line.startsWith("#")) {
        String[] words = line.split(" ", -1);
        types.put(words[0], Type.valueOf(words[1].toUpperCase(Locale.ROOT)));
      }
    }
    return Map.copyOf(types);
  }

  private static String text() {
    try (InputStream table = SettingMeaning.class.getResourceAsStream(TABLE)) {
      if (table == null) {
        throw new IllegalStateException("no " + TABLE);
      }
      return new String(table.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
