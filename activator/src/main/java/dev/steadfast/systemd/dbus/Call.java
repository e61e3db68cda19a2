package dev.steadfast.systemd.dbus;

import java.util.List;

/**
 * A method call that is not sent yet.
 *
 * @param method name of the method, without its interface
 * @param signature D-Bus signature of the arguments, empty when there are none
 */
record Call(Peer peer, String method, String signature, List<Object> arguments) {
  Call {
    arguments = List.copyOf(arguments);
  }

  static Call of(Peer peer, String method) {
    return new Call(peer, method, "", List.of());
  }

  /** A call whose arguments are all strings. */
  static Call of(Peer peer, String method, String... strings) {
    return new Call(peer, method, "s".repeat(strings.length), List.of((Object[]) strings));
  }

  /**
   * One interface of one object of one participant on the bus.
   *
   * @param busName the participant
   * @param object path of the object
   * @param interfaceName the interface
   */
  record Peer(String busName, String object, String interfaceName) {}
}
