package dev.steadfast.diff;

import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a comparison of two generations may know besides the two.
 *
 * @param root where store paths are read
 * @param specs the config artefacts of a unit
 * @param instances template instances that run and have no file of their own
 * @param baselines what processes really run from; these units are compared even if both
 *     generations have the same files for them
 */
public record DiffScope(
    SystemRoot root,
    Specs specs,
    SortedSet<UnitName> instances,
    SortedMap<UnitName, Baseline> baselines,
    SortedMap<UnitName, Generation> oldOf) {
  /** Knows the config artefacts of units. */
  public interface Specs {
    /** Those of one unit; none if nothing is known about it. */
    List<ArtefactSpec> of(UnitFile unit);

    /** Whether units of that name may have some: then the same unit may read other files. */
    default boolean mayHave(UnitName unit) {
      return true;
    }
  }

  public DiffScope {
    instances = Collections.unmodifiableSortedSet(new TreeSet<>(instances));
    oldOf = Collections.unmodifiableSortedMap(new TreeMap<>(oldOf));
    baselines = Collections.unmodifiableSortedMap(new TreeMap<>(baselines));
  }
}
