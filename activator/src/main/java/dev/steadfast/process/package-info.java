/**
 * A live process as the kernel shows it in {@code /proc}: argv, environment, namespaces, signals,
 * and which files it sees.
 *
 * <p>All of it is read by path, so that a test can bring a tree of its own. A process may end at
 * any time: that is an empty answer, never an exception.
 */
@NullMarked
package dev.steadfast.process;

import org.jspecify.annotations.NullMarked;
