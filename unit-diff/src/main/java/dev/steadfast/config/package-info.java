/**
 * Configuration files as their daemons read them: one parser a dialect, what they say out.
 *
 * <pre>
 * config source = file, with the root in which its includes are found
 * content       = settings       key to value
 *               | ordered rules  of named columns
 *               | directives     in blocks, in order
 *               | plain text
 * key change    = key, before, after
 * </pre>
 */
@NullMarked
package dev.steadfast.config;

import org.jspecify.annotations.NullMarked;
