package dev.steadfast.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TimeSpanTest {
  /** A text and its length in ISO 8601, or "none". */
  record Case(String text, String expected, String because) {
    Case {
      assertFalse(because.isBlank(), text);
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case("90", "PT1M30S", "without a unit these are seconds"),
          new Case("90s", "PT1M30S", "the short name"),
          new Case("2 h", "PT2H", "blanks may stand between number and unit"),
          new Case(" 2hours ", "PT2H", "and around all"),
          new Case("1hr", "PT1H", "systemd.time(7) has it"),
          new Case("48hr", "PT48H", "an example of systemd.time(7)"),
          new Case("1y 12month", "PT17532H", "an example of systemd.time(7)"),
          new Case("55s500ms", "PT55.5S", "an example of systemd.time(7)"),
          new Case("300ms20s 5day", "PT120H20.3S", "an example of systemd.time(7)"),
          new Case("10min", "PT10M", "minutes"),
          new Case("10m", "PT10M", "m are minutes"),
          new Case("1M", "PT730H30M", "M are months"),
          new Case("1w2d", "PT216H", "weeks and days"),
          new Case("1.5h", "PT1H30M", "fractions"),
          new Case("20us", "PT0.00002S", "microseconds"),
          new Case("20\u00b5s", "PT0.00002S", "the micro sign"),
          new Case("0", "PT0S", "is a span, and an empty one"),
          new Case("infinity", "PT2562047H47M16.854775807S", "for ever"),
          new Case("999999999y", "PT2562047H47M16.854775807S", "longer than any system runs"),
          new Case("", "none", "is nothing"),
          new Case("s", "none", "a unit alone"),
          new Case("10 parsec", "none", "no unit of time"),
          new Case("10S", "none", "units are written in small letters"),
          new Case("-5s", "none", "time does not run backwards"),
          new Case("5,5s", "none", "fractions are written with a dot"),
          new Case("1h 5x", "none", "every part must be one"),
          new Case("infinity 5s", "none", "nothing comes after it"));

  @ParameterizedTest
  @FieldSource("CASES")
  void spans(Case one) {
    String found = TimeSpan.parse(one.text()).map(Duration::toString).orElse("none");
    assertEquals(one.expected(), found, one.because());
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void blanksAroundChangeNothing(Case one) {
    Optional<Duration> plain = TimeSpan.parse(one.text());
    assertEquals(plain, TimeSpan.parse("\t" + one.text() + " "));
  }
}
