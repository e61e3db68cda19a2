/** Talks to systemd over D-Bus; the only package that knows the D-Bus library. */
@NullMarked
package dev.steadfast.systemd.dbus;

import org.jspecify.annotations.NullMarked;
