package dev.steadfast.systemd;

import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a job of one unit does to others, by the definitions that systemd has read.
 *
 * @param byRelation a relation without units may be missing
 */
public record Dependents(SortedMap<Relation, SortedSet<UnitName>> byRelation) {
  /** Of a unit that is not loaded. */
  public static final Dependents NONE = new Dependents(new TreeMap<>());

  /** Along these a restart travels. */
  public static final Set<Relation> RESTARTED =
      Collections.unmodifiableSet(
          EnumSet.of(
              Relation.REQUIRED_BY,
              Relation.REQUISITE_OF,
              Relation.BOUND_BY,
              Relation.CONSISTS_OF));

  public Dependents {
    SortedMap<Relation, SortedSet<UnitName>> copy = new TreeMap<>();
    for (Map.Entry<Relation, SortedSet<UnitName>> entry : byRelation.entrySet()) {
      copy.put(entry.getKey(), Collections.unmodifiableSortedSet(new TreeSet<>(entry.getValue())));
    }
    byRelation = Collections.unmodifiableSortedMap(copy);
  }

  /** The units of one relation; empty also where systemd is too old to know it. */
  public SortedSet<UnitName> of(Relation relation) {
    return byRelation.getOrDefault(relation, Collections.emptySortedSet());
  }

  /** Units that systemd restarts, if they run, in the same transaction as it restarts this one. */
  public SortedSet<UnitName> restartedWith() {
    SortedSet<UnitName> all = new TreeSet<>();
    RESTARTED.forEach(relation -> all.addAll(of(relation)));
    return all;
  }

  /** Units that systemd stops, if they run, in the same transaction as it stops this one. */
  public SortedSet<UnitName> stoppedWith() {
    SortedSet<UnitName> all = restartedWith();
    all.addAll(of(Relation.PROPAGATES_STOP_TO));
    return all;
  }
}
