package dev.steadfast.process;

/**
 * A process that another one has forked and that has not ended.
 *
 * @param startTime clock ticks since boot, field 22 of {@code /proc/PID/stat}; with the PID it is
 *     one process and no other
 * @param title its command line as {@code ps} shows it: arguments separated by blanks, without
 *     trailing blanks. A program may have rewritten it, and may do so again.
 */
public record ChildProcess(long pid, long startTime, String title) {}
