/**
 * The commands: arguments in, exit code out, everything else wired together.
 *
 * <pre>
 * command   = action | authoring | "--help" | "--version"
 * action    = ("switch" | "test" | "dry-activate") options    everything on standard error
 * authoring = ("plan" | "diff") options     the result on standard output, problems on standard error
 * </pre>
 *
 * An action starts on every switch of every machine: its path loads no class of picocli and none of
 * Jackson's databind.
 */
@NullMarked
package dev.steadfast.cli;

import org.jspecify.annotations.NullMarked;
