/** What systemd reports and what can be asked of it, free of any wire format. */
@NullMarked
package dev.steadfast.systemd;

import org.jspecify.annotations.NullMarked;
