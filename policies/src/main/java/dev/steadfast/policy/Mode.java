package dev.steadfast.policy;

/** What happens when a change needs a restart. */
public enum Mode {
  /** The unit is restarted. */
  RESTART,
  /** The process is kept and the restart is owed, where the preconditions of owing hold. */
  OWE,
  /** The switch fails before anything is touched. */
  REFUSE
}
