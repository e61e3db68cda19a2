package dev.steadfast.cli;

import java.nio.file.Path;

/**
 * What to compare.
 *
 * @param old toplevel or a link to it, absolute inside {@code root}
 * @param next toplevel or a link to it, absolute inside {@code root}
 * @param root prefix below which both are read, {@code /} for this system
 */
record DiffRequest(Path old, Path next, Path root) {}
