/** What the engine does to real services on a real systemd, switch after switch. */
@NullMarked
package dev.steadfast.scenario;

import org.jspecify.annotations.NullMarked;
