package dev.steadfast.policy;

/**
 * What one change asks for, mildest first. Join is the strongest: associative, commutative,
 * idempotent, with {@link #NONE} as the neutral element.
 */
public enum Effect {
  /** Nothing is different where it matters. */
  NONE,
  /** Matters only at the next start. */
  NEXT_START,
  /** systemd applies it on daemon-reload; the process need not know. */
  MANAGER,
  /** The process must read its configuration again, and can. */
  RELOAD,
  /** Only a new process will do. */
  RESTART;

  /** The stronger of the two. */
  public Effect strongest(Effect other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
