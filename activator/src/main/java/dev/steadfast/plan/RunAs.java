package dev.steadfast.plan;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The user and group of a unit's processes, names or numbers; empty means root.
 *
 * @param capabilities what they may do although they are not root, in lower case, as in {@code
 *     cap_net_bind_service}
 */
public record RunAs(String user, String group, SortedSet<String> capabilities) {
  public RunAs {
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
  }

  /** One without capabilities. */
  public RunAs(String user, String group) {
    this(user, group, Collections.emptySortedSet());
  }
}
