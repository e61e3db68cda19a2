/** Cases of NixOS's own test of its switch program, run against the engine on a real systemd. */
@NullMarked
package dev.steadfast.switching;

import org.jspecify.annotations.NullMarked;
