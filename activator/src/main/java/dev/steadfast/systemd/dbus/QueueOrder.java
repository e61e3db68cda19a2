package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.JobType;
import dev.steadfast.unit.UnitName;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * In which order jobs are queued. systemd orders a job by {@code After=} only against jobs that are
 * queued when it begins to run, and it may begin before the next call has come: so what others wait
 * for comes first, and is stopped last.
 *
 * <p>Source: {@code job_is_runnable()} of systemd 252, and systemd.unit(5) on {@code After=}.
 */
final class QueueOrder {
  private final SortedMap<UnitName, SortedSet<UnitName>> after;
  private final Set<UnitName> opened = new TreeSet<>();
  private final Set<UnitName> placed = new LinkedHashSet<>();

  private QueueOrder(SortedMap<UnitName, SortedSet<UnitName>> after) {
    this.after = after;
  }

  /**
   * The units in the order of their calls; where they are ordered in a circle, some of them as if
   * they were not.
   *
   * @param after which units each of them is ordered after, by all that systemd knows
   */
  static List<UnitName> of(JobType type, SortedMap<UnitName, SortedSet<UnitName>> after) {
    QueueOrder order = new QueueOrder(after);
    after.keySet().forEach(order::place);
    List<UnitName> units = List.copyOf(order.placed);
    return type == JobType.STOP ? units.reversed() : units;
  }

  private void place(UnitName first) {
    Deque<UnitName> pending = new ArrayDeque<>();
    pending.push(first);
    while (!pending.isEmpty()) {
      UnitName unit = pending.peek();
      if (opened.add(unit)) {
        for (UnitName earlier : after.getOrDefault(unit, Collections.emptySortedSet())) {
          if (after.containsKey(earlier) && !opened.contains(earlier)) {
            pending.push(earlier);
          }
        }
      } else {
        placed.add(pending.pop());
      }
    }
  }
}
