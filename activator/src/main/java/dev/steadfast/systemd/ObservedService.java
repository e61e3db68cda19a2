package dev.steadfast.systemd;

/**
 * What systemd says of one service.
 *
 * @param invocationId 32 hex digits, empty when it has not been started since it was loaded
 * @param mainPid 0 when there is none
 * @param controlGroup path below the cgroup mount, beginning with a slash; empty when there is none
 * @param mainStartedUsec {@code ExecMainStartTimestampMonotonic}, µs of CLOCK_MONOTONIC; 0 when it
 *     has not been started
 * @param execMainStatus exit code of the last main process, or the signal that ended it; 0 while it
 *     runs
 */
public record ObservedService(
    String invocationId,
    long mainPid,
    String controlGroup,
    long mainStartedUsec,
    int execMainStatus) {
  /** A service that systemd does not have in memory. */
  public static final ObservedService NOT_LOADED = new ObservedService("", 0, "", 0, 0);
}
