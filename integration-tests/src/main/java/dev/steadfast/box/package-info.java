/** A real systemd in namespaces of its own, with a real store: for the tests and the demo. */
@NullMarked
package dev.steadfast.box;

import org.jspecify.annotations.NullMarked;
