package dev.steadfast.process;

import java.nio.file.Path;

/**
 * What tells one run of a service from another.
 *
 * @param bootId of the running kernel
 * @param invocationId systemd's; alone it lies (a crash restart between re-pointing {@code /etc}
 *     and daemon-reload has a new one with the old command)
 * @param mainPid main process
 * @param startTime of the main process, clock ticks since boot, field 22 of {@code /proc/PID/stat}
 * @param executable {@code /proc/PID/exe}
 */
public record Identity(
    String bootId, String invocationId, long mainPid, long startTime, Path executable) {}
