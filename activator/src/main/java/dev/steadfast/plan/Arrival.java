package dev.steadfast.plan;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the process has a config artefact, and how new content reaches it.
 *
 * @param knownAs path as the process knows it; empty if that is not known
 * @param knownBy how that is known, for people
 * @param shown the file on the host that the process finds there now, if it was looked for
 * @param mounts how many are stacked on the path
 * @param handover what the step does to hand it over; empty if it does nothing
 * @param obstacle what stands in the way of a handover, and what would remove it
 */
public record Arrival(
    Optional<Path> knownAs,
    String knownBy,
    Optional<Path> shown,
    int mounts,
    Optional<Handover> handover,
    Optional<String> obstacle) {}
