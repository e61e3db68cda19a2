/** Measures whole switches of a large system; {@code bin/benchmark} runs it. */
@NullMarked
package dev.steadfast.benchmark;

import org.jspecify.annotations.NullMarked;
