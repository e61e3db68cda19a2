package dev.steadfast.systemd;

/**
 * Dependencies between units along which jobs travel, named from the unit that the job is for.
 *
 * <p>Source: org.freedesktop.systemd1(5), systemd.unit(5) and {@code atom_map} of systemd 252.
 */
public enum Relation {
  /** Stopped and restarted with the unit; fails to start with it. */
  REQUIRED_BY,
  /** As {@link #REQUIRED_BY}, but does not start the unit. */
  REQUISITE_OF,
  /** As {@link #REQUIRED_BY}, and stopped when the unit stops by itself. */
  BOUND_BY,
  /** The inverse of {@code PartOf=}: stopped and restarted with the unit. */
  CONSISTS_OF,
  /** Stopped with the unit; since systemd 249. */
  PROPAGATES_STOP_TO,
  /** Reloaded with the unit. */
  PROPAGATES_RELOAD_TO,
  /** Sockets, timers and paths that start the unit. */
  TRIGGERED_BY,
  /** What a socket, timer or path starts. */
  TRIGGERS,
  /** Started with the unit, which fails without it. */
  REQUIRES,
  /** Must be up before the unit is started. */
  REQUISITE,
  /** As {@link #REQUIRES}, and the unit stops when it stops. */
  BINDS_TO,
  /** Started with the unit. */
  WANTS,
  /** Started with the unit and whenever it stops meanwhile; since systemd 249. */
  UPHOLDS,
  /** Stopped when the unit is started. */
  CONFLICTS,
  /** The inverse of {@link #CONFLICTS}, of the same effect. */
  CONFLICTED_BY
}
