package dev.steadfast.systemd;

/**
 * systemd's job results, as in the signal {@code JobRemoved}. Source: org.freedesktop.systemd1(5).
 */
public enum JobResult {
  DONE,
  CANCELED,
  TIMEOUT,
  FAILED,
  DEPENDENCY,
  SKIPPED,
  INVALID,
  ASSERT,
  UNSUPPORTED,
  COLLECTED,
  ONCE,
  FROZEN,
  CONCURRENCY,
  /** systemd refused to queue the job, for example because the unit is not loaded. */
  NOT_QUEUED,
  /** Our own deadline passed while the job was still queued; the job was left alone. */
  DEADLINE,
  /** A word that this version does not know; counts as a failure. */
  UNRECOGNIZED;

  public boolean isSuccess() {
    return this == DONE || this == SKIPPED;
  }
}
