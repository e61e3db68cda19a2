package dev.steadfast.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.unit.UnitName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DependentsTest {
  private static UnitName unit(Relation relation) {
    return new UnitName(relation.name().toLowerCase(Locale.ROOT) + ".service");
  }

  private static Set<UnitName> units(Relation... relations) {
    return Arrays.stream(relations).map(DependentsTest::unit).collect(Collectors.toSet());
  }

  @Test
  void onlyWhatDependsOnAUnitGoesWithIt() {
    SortedMap<Relation, SortedSet<UnitName>> one = new TreeMap<>();
    for (Relation relation : Relation.values()) {
      one.put(relation, new TreeSet<>(units(relation)));
    }
    Dependents all = new Dependents(one);
    one.clear();
    Set<UnitName> restarted =
        units(Relation.REQUIRED_BY, Relation.REQUISITE_OF, Relation.BOUND_BY, Relation.CONSISTS_OF);
    assertEquals(restarted, all.restartedWith());
    restarted.add(unit(Relation.PROPAGATES_STOP_TO));
    assertEquals(restarted, all.stoppedWith());
    assertEquals(units(Relation.PROPAGATES_RELOAD_TO), all.of(Relation.PROPAGATES_RELOAD_TO));
    assertEquals(Set.of(), Dependents.NONE.of(Relation.WANTS));
  }
}
