package dev.steadfast.compat;

import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The content of one of the files that name units, one a line.
 *
 * @param unusable lines that are no unit's name, as they stand; empty lines are not among them
 */
public record ListedUnits(SortedSet<UnitName> units, List<String> unusable) {
  public ListedUnits {
    units = Collections.unmodifiableSortedSet(new TreeSet<>(units));
    unusable = List.copyOf(unusable);
  }

  /** Duplicates are fine; blanks belong to the name, and spoil it. */
  public static ListedUnits parse(String text) {
    SortedSet<UnitName> units = new TreeSet<>();
    List<String> unusable = new ArrayList<>();
    for (String line : text.split("\\r?\\n", -1)) {
      Optional<UnitName> unit = UnitName.parse(line);
      if (unit.isPresent()) {
        units.add(unit.get());
      } else if (!line.isEmpty()) {
        unusable.add(line);
      }
    }
    return new ListedUnits(units, unusable);
  }
}
