/** Bad input as a value: what is wrong, and in which line of which file. */
@NullMarked
package dev.steadfast.diagnostic;

import org.jspecify.annotations.NullMarked;
