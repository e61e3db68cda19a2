package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.dbus.Call.Peer;
import java.util.Set;

/** systemd's names on a bus. Source: org.freedesktop.systemd1(5). */
final class Manager {
  static final String NAME = "org.freedesktop.systemd1";
  static final String OBJECT = "/org/freedesktop/systemd1";
  static final Peer PEER = new Peer(NAME, OBJECT, NAME + ".Manager");

  static final String JOBS_MATCH =
      "type='signal',sender='%s',path='%s',interface='%s.Manager',member='JobRemoved'"
          .formatted(NAME, OBJECT, NAME);

  static final String OWNER_MATCH =
      "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
          + "member='NameOwnerChanged',arg0='%s'".formatted(NAME);

  /** Errors that the bus gives when the manager was not there to get the call. */
  private static final Set<String> ABSENT =
      Set.of(
          "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner");

  /** Errors that the bus gives in the manager's place; whether it got the call is not known. */
  private static final Set<String> VANISHED =
      Set.of(
          "org.freedesktop.DBus.Error.NoReply",
          "org.freedesktop.DBus.Error.Disconnected",
          "org.freedesktop.DBus.Error.Timeout",
          "org.freedesktop.DBus.Error.TimedOut");

  private Manager() {}

  /** The properties of the manager's own object or of a unit's. */
  static Peer properties(String object) {
    return new Peer(NAME, object, "org.freedesktop.DBus.Properties");
  }

  /** Whether an error means that the manager has not got the call. */
  static boolean isAbsent(String errorName) {
    return ABSENT.contains(errorName);
  }

  /** Whether an error means that the manager is not on the bus, or was not for a moment. */
  static boolean isLost(String errorName) {
    return isAbsent(errorName) || VANISHED.contains(errorName);
  }
}
