package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.diff.Change;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A unit that may run from two generations is compared from both. */
class InterruptionTest {
  private static final UnitName WEB = new UnitName("web.service");
  private static final UnitFile FILE = new UnitFile(WEB, List.of(), new TreeMap<>());
  private static final UnitChange ADDED = new UnitChange.Added(WEB, FILE, true);
  private static final UnitChange REMOVED =
      new UnitChange.Removed(WEB, FILE, UnitChange.Removal.GONE);
  private static final Change ONE = change("Nice");
  private static final Change OTHER = change("User");

  private static Change change(String setting) {
    return new Change.Setting(new SettingKey("Service", setting), List.of("1"), List.of("2"));
  }

  private static UnitChange modified(Change... changes) {
    return new UnitChange.Modified(WEB, FILE, FILE, List.of(changes), List.of(), List.of());
  }

  /**
   * What differs if the unit runs from the one and from the other generation, and what counts.
   *
   * @param first empty if nothing differs; so is the second
   */
  record Case(
      String name,
      List<UnitChange> first,
      List<UnitChange> second,
      boolean isUp,
      UnitChange expected,
      String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case(
              "back to where it came from",
              List.of(),
              List.of(modified(ONE)),
              true,
              modified(ONE),
              "its job may have been done"),
          new Case(
              "once more",
              List.of(modified(ONE)),
              List.of(),
              true,
              modified(ONE),
              "its job may not have been done"),
          new Case(
              "to a third one",
              List.of(modified(ONE)),
              List.of(modified(OTHER, ONE)),
              true,
              modified(ONE, OTHER),
              "whatever differs from either side counts, once"),
          new Case(
              "started or not, and it runs",
              List.of(ADDED),
              List.of(modified(ONE)),
              true,
              modified(ONE),
              "then it runs from the generation that has it"),
          new Case(
              "started or not, and it does not run",
              List.of(ADDED),
              List.of(modified(ONE)),
              false,
              ADDED,
              "then it is still to be started"),
          new Case(
              "stopped or not, and it runs",
              List.of(modified(ONE)),
              List.of(ADDED),
              true,
              modified(ONE),
              "then it was not stopped"),
          new Case(
              "stopped or not, and it does not run",
              List.of(modified(ONE)),
              List.of(ADDED),
              false,
              ADDED,
              "then it is to be started again"),
          new Case(
              "removed", List.of(), List.of(REMOVED), true, REMOVED, "it may have been started"));

  @ParameterizedTest
  @FieldSource("CASES")
  void isComparedFromBothSides(Case one) {
    assertEquals(
        List.of(one.expected()),
        Interruption.union(one.first(), one.second(), unit -> one.isUp()),
        one.because());
  }
}
