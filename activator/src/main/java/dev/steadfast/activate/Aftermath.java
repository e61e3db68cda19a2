package dev.steadfast.activate;

import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a switch has left behind besides the outcomes of its steps.
 *
 * @param begun units that were not up before and are now
 * @param failed units that are failed at the end, whoever is to blame
 * @param down units that were up before, are not now, and were not to be stopped
 * @param troubles what else went wrong, one line each; each makes the switch end as one with failed
 *     units
 */
public record Aftermath(
    SortedSet<UnitName> begun,
    SortedSet<UnitName> failed,
    SortedSet<UnitName> down,
    List<String> troubles) {
  /** Nothing to tell. */
  public static final Aftermath NONE =
      new Aftermath(
          Collections.emptySortedSet(),
          Collections.emptySortedSet(),
          Collections.emptySortedSet(),
          List.of());

  /** Of a switch that did not come to its end: nobody has looked. */
  static Aftermath unknown(List<String> troubles, String why) {
    List<String> all = new ArrayList<>(troubles);
    all.add("the switch did not come to its end: " + why);
    SortedSet<UnitName> none = Collections.emptySortedSet();
    return new Aftermath(none, none, none, all);
  }

  public Aftermath {
    begun = Collections.unmodifiableSortedSet(new TreeSet<>(begun));
    failed = Collections.unmodifiableSortedSet(new TreeSet<>(failed));
    down = Collections.unmodifiableSortedSet(new TreeSet<>(down));
    troubles = List.copyOf(troubles);
  }
}
