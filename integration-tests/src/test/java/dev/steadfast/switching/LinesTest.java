package dev.steadfast.switching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinesTest {
  record Case(String name, String expected, String output, int problems, String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(String name, String expected, String output, int problems, String why) {
    return new Case(name, expected, output, problems, why);
  }

  static List<Case> cases() {
    String stop = "stopping the following units: a.service\n";
    String restart = "restarting the following units: B.service, c.service\n";
    return List.of(
        of("nothing", "", "activating the configuration...\n", 0, "other lines are not looked at"),
        of("equal", "S a.service", stop, 0, "the list is the one expected"),
        of("sorted", "X c.service, B.service", restart, 0, "by lower-cased names, however written"),
        of("missing", "S a.service", "", 1, "a named column has to be there"),
        of("absent", "", stop, 1, "a column that is not named must not be there"),
        of("more", "X B.service", restart, 1, "the list has one more"),
        of("among", "X ~c.service", restart, 0, "it may have more"),
        of("not among", "X ~d.service", restart, 1, "but not less"),
        of("among nothing", "X ~d.service", "", 1, "and has to be there"),
        of("free", "S ?", stop, 0, "anything may be there"),
        of("free and absent", "S ?", "", 0, "or nothing"),
        of("whole line", "X ?", restart, 0, "what is a tail of another line is not a line"),
        of("wild", "*", stop + restart, 0, "nothing is asserted"),
        of("twice", "S a.service", stop + stop, 1, "the original prints a list once"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void problems(Case each) {
    assertEquals(
        each.problems(),
        Lines.parse(each.expected()).problems(each.output(), Column.Moment.REAL).size(),
        each.because());
  }

  @Test
  void aDryRunHasWordsOfItsOwn() {
    String output = "would NOT stop the following changed units: a.service\n";
    assertEquals(List.of(), Lines.parse("K a.service").problems(output, Column.Moment.DRY));
    assertEquals("K a.service", Lines.of(output, Column.Moment.DRY));
  }

  @Test
  void aColumnStandsOnce() {
    assertThrows(IllegalArgumentException.class, () -> Lines.parse("S a.service; S b.service"));
  }
}
