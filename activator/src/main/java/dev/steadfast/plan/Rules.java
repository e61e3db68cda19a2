package dev.steadfast.plan;

/** By whose rules a plan was made, which also says how literally it is carried out. */
public enum Rules {
  /** By changes, policies and proofs. */
  OWN,
  /**
   * By those of NixOS's own switch-to-configuration and nothing else: no handover, no witness, and
   * what that program does not count as a failure is none.
   */
  ORIGINAL
}
