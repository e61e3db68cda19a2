package dev.steadfast.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.testing.Row;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DropInDirectoriesTest {

  /**
   * @param expected without the {@code .d} at the end
   */
  record Case(String name, List<String> aliases, List<String> expected, String because)
      implements Row {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      Row.table(
          new Case(
              "a.service", List.of(), List.of("a.service", "service"), "its own and its type's"),
          new Case(
              "a-b-c.timer",
              List.of(),
              List.of("a-b-c.timer", "a-b-.timer", "a-.timer", "timer"),
              "cut at each dash, the longest first"),
          new Case(
              "a--b.service",
              List.of(),
              List.of("a--b.service", "a--.service", "a-.service", "service"),
              "one trailing dash is cut off before the next cut"),
          new Case("-.mount", List.of(), List.of("-.mount", "mount"), "a leading dash is no cut"),
          new Case(
              "a@i.service",
              List.of(),
              List.of("a@i.service", "a@.service", "service"),
              "the instance before the template"),
          new Case(
              "a-b@x.y.service",
              List.of(),
              List.of(
                  "a-b@x.y.service",
                  "a-b@.service",
                  "a-.service",
                  "a-@x.y.service",
                  "a-@.service",
                  "service"),
              "a cut template loses its @, a cut instance keeps it: unit_file_find_dirs()"),
          new Case(
              "b.service",
              List.of("x.service", "a-b.service"),
              List.of("b.service", "x.service", "a-b.service", "a-.service", "service"),
              "other names count as well, after its own"));

  @ParameterizedTest
  @FieldSource("CASES")
  void areListedMostSpecificFirst(Case row) {
    List<UnitName> aliases = row.aliases().stream().map(UnitName::new).toList();
    List<String> expected = row.expected().stream().map(name -> name + ".d").toList();
    assertEquals(expected, DropInDirectories.of(new UnitName(row.name()), aliases), row.because());
  }
}
