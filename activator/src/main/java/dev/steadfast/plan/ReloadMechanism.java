package dev.steadfast.plan;

/** What makes the process read its configuration again. */
public enum ReloadMechanism {
  /** The unit's own reload job: {@code ExecReload=} or {@code Type=notify-reload}. */
  UNIT,
  /**
   * That job and nothing around it: its result is all that is known. Of a mount it is the kernel's
   * own answer.
   */
  PLAIN
}
