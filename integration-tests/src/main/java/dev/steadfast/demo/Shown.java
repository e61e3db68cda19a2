package dev.steadfast.demo;

import dev.steadfast.box.Result;
import java.util.List;
import java.util.SortedSet;

/**
 * One way to bring the edit into effect, and what became of the clients.
 *
 * @param how what was done, and what it printed
 * @param load what pgbench said at its end
 */
record Shown(Moment before, Result how, Moment after, List<String> load) {
  Shown {
    load = List.copyOf(load);
  }

  /** The clients that were lost. */
  SortedSet<Client> gone() {
    return before.gone(after);
  }

  /** Whether all of the edit is in force, of which nothing was before. */
  boolean editIsLive() {
    return before.editIsUnknown() && after.editIsLive();
  }

  boolean sameMainPid() {
    return before.mainPid().equals(after.mainPid());
  }
}
