package dev.steadfast.unit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The links of a unit directory's {@code .wants}, {@code .requires} and {@code .upholds}
 * directories: who pulls in whom, without any unit's text. Where a link leads does not matter:
 * systemd takes its name. Source: {@code process_deps()} of systemd.
 *
 * @param byDirectory by directory name, such as {@code multi-user.target.wants}; names as they
 *     stand, templates among them
 * @param all names in any of them
 */
record DependencyLinks(
    SortedMap<String, SortedSet<UnitName>> byDirectory, SortedSet<UnitName> all) {
  private static final List<String> SUFFIXES = List.of(".wants", ".requires", ".upholds");

  DependencyLinks {
    byDirectory = Collections.unmodifiableSortedMap(new TreeMap<>(byDirectory));
    all = Collections.unmodifiableSortedSet(new TreeSet<>(all));
  }

  static DependencyLinks of(SortedMap<String, SortedSet<UnitName>> byDirectory) {
    SortedSet<UnitName> all = new TreeSet<>();
    byDirectory.values().forEach(names -> all.addAll(names));
    return new DependencyLinks(byDirectory, all);
  }

  static boolean isDirectoryName(String entry) {
    return SUFFIXES.stream().anyMatch(entry::endsWith);
  }

  /**
   * The names that a unit pulls in by links.
   *
   * @param stems of the directories that count for the unit, as {@link DropInDirectories#stems} has
   *     them
   */
  List<UnitName> of(UnitName unit, List<String> stems) {
    List<UnitName> found = new ArrayList<>();
    for (String stem : stems) {
      for (String suffix : SUFFIXES) {
        for (UnitName name :
            byDirectory.getOrDefault(stem + suffix, Collections.emptySortedSet())) {
          name.instantiatedFor(unit).ifPresent(found::add);
        }
      }
    }
    return found;
  }
}
