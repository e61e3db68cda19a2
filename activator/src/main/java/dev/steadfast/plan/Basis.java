package dev.steadfast.plan;

/** What a plan knows of the running system. */
public enum Basis {
  /** systemd and {@code /proc} were asked. */
  OBSERVED,
  /** Nothing was asked: each unit is taken to run as the old generation starts it. */
  ASSUMED
}
