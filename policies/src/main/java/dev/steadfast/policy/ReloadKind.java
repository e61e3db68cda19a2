package dev.steadfast.policy;

/** How the daemon is told to read its configuration again. */
public enum ReloadKind {
  /** By the unit's own reload job: {@code ExecReload=} or {@code Type=notify-reload}. */
  UNIT
}
