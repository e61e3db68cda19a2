package dev.steadfast.process;

/**
 * The user and the group that a process acts as.
 *
 * @param uid effective, as in {@code Uid:} of {@code /proc/PID/status}
 * @param gid effective
 */
public record ProcessOwner(long uid, long gid) {}
