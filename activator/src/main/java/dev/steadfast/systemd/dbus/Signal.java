package dev.steadfast.systemd.dbus;

import java.util.List;

/**
 * A signal that arrived.
 *
 * @param sender unique name; anyone on the bus may send a signal to us, so compare it
 * @param member name of the signal, without its interface
 */
record Signal(String sender, String member, List<Object> values) {}
