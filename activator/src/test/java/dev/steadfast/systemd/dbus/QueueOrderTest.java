package dev.steadfast.systemd.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.systemd.JobType;
import dev.steadfast.testing.Row;
import dev.steadfast.unit.UnitName;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** In which order jobs are queued. */
class QueueOrderTest {
  /** Units are letters, {@code b<a} says that b is ordered after a. */
  record Case(JobType type, String units, String expected, String because) implements Row {
    @Override
    public String name() {
      return type + " " + units;
    }

    @Override
    public String toString() {
      return name();
    }
  }

  static final List<Case> CASES =
      Row.table(
          new Case(JobType.START, "c a b", "a b c", "by name if nothing else is said"),
          new Case(JobType.START, "a<c b c", "c a b", "what others wait for comes first"),
          new Case(JobType.START, "a<b b<c c<d d", "d c b a", "a chain"),
          new Case(JobType.START, "a<cd c<e d<e e", "e d c a", "by two ways"),
          new Case(JobType.START, "a<x b", "a b", "a unit without a job orders nothing"),
          new Case(JobType.START, "a<a b", "a b", "after itself"),
          new Case(JobType.START, "a<b b<a c<a", "b a c", "a circle, and all are there"),
          new Case(JobType.RESTART, "a<b b", "b a", "as a start"),
          new Case(JobType.RELOAD, "a<b b", "b a", "as a start"),
          new Case(JobType.STOP, "a<c b c", "b a c", "the other way round"));

  @ParameterizedTest
  @FieldSource("CASES")
  void jobsAreQueuedInTheOrderInWhichTheyRun(Case row) {
    List<UnitName> units = QueueOrder.of(row.type(), after(row.units()));
    String shown =
        units.stream()
            .map(unit -> unit.value().replace(".service", ""))
            .collect(Collectors.joining(" "));
    assertEquals(row.expected(), shown, row.because());
  }

  private static SortedMap<UnitName, SortedSet<UnitName>> after(String text) {
    SortedMap<UnitName, SortedSet<UnitName>> after = new TreeMap<>();
    for (String word : text.split(" ", -1)) {
      SortedSet<UnitName> earlier = new TreeSet<>();
      if (word.length() > 2) {
        word.substring(2).chars().forEach(letter -> earlier.add(unit(Character.toString(letter))));
      }
      after.put(unit(word.substring(0, 1)), earlier);
    }
    return after;
  }

  private static UnitName unit(String letter) {
    return new UnitName(letter + ".service");
  }
}
