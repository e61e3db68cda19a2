package dev.steadfast.cli;

import dev.steadfast.plan.Basis;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to plan.
 *
 * @param old toplevel or a link to it, absolute inside {@code root}
 * @param next toplevel or a link to it, absolute inside {@code root}
 * @param root prefix below which both are read, {@code /} for this system
 * @param basis whether what runs is observed or assumed
 * @param policies the operator's policies; empty for the usual place
 */
record PlanRequest(Path old, Path next, Path root, Basis basis, Optional<Path> policies) {}
