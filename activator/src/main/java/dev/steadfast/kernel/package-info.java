/**
 * What the kernel and the C library do and the JDK has no call for: a lock that other programs
 * know, a file system written out, swap given back, a line of the system's log.
 *
 * <p>Calls go through {@code java.lang.foreign}; nothing of that is loaded before the first call.
 */
@NullMarked
package dev.steadfast.kernel;

import org.jspecify.annotations.NullMarked;
