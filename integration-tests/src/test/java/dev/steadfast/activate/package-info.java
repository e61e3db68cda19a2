/** Plans carried out on a real systemd, kernel and Nix. */
@NullMarked
package dev.steadfast.activate;

import org.jspecify.annotations.NullMarked;
