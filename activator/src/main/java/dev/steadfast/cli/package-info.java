/**
 * The commands: arguments in, exit code out, everything else wired together.
 *
 * <pre>
 * command   = action | authoring | "--help" | "--version"
 * action    = ("switch" | "test" | "dry-activate") options
 * authoring = ("plan" | "diff" | "policy lint" | "policy show") options
 * </pre>
 *
 * <p>An action says everything on standard error. An authoring command has its result on standard
 * output and problems on standard error; of {@code policy lint} the problems are the result.
 *
 * <p>An action starts on every switch of every machine: its path loads no class of picocli and none
 * of Jackson's databind.
 */
@NullMarked
package dev.steadfast.cli;

import org.jspecify.annotations.NullMarked;
