package dev.steadfast.plan;

import java.util.List;

/**
 * Whom a command runs as; empty texts as systemd takes them.
 *
 * @param capabilities that the user keeps, named as in {@code AmbientCapabilities=}
 */
public record RunAs(String user, String group, List<String> capabilities) {
  public RunAs {
    capabilities = List.copyOf(capabilities);
  }

  /** A user without capabilities. */
  public RunAs(String user, String group) {
    this(user, group, List.of());
  }
}
