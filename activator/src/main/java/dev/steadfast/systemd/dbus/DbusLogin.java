package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.LoginUsers;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.dbus.Call.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** systemd-logind over the system bus. Source: org.freedesktop.login1(5). */
public final class DbusLogin implements LoginUsers {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final String NAME = "org.freedesktop.login1";
  private static final Peer MANAGER = new Peer(NAME, "/org/freedesktop/login1", NAME + ".Manager");
  private final Bus bus;

  private DbusLogin(Bus bus) {
    this.bus = bus;
  }

  /**
   * Connects.
   *
   * @param address D-Bus address of the system bus
   */
  public static DbusLogin connect(String address) throws SystemdException {
    return new DbusLogin(Bus.connect(address, CONNECT));
  }

  @Override
  public List<LoginUser> users() throws SystemdException {
    if (!isThere()) {
      return List.of();
    }
    Answer.Returned answer =
        bus.call(Call.of(MANAGER, "ListUsers"), "asking who is logged in", ANSWER);
    List<LoginUser> users = new ArrayList<>();
    for (Object row : (List<?>) answer.values().getFirst()) {
      // uid, name, object
      Object[] columns = (Object[]) row;
      String object = ((DBusPath) columns[2]).getPath();
      users.add(
          new LoginUser(
              ((UInt32) columns[0]).longValue(),
              ((UInt32) property(object, "GID")).longValue(),
              (String) columns[1],
              Path.of((String) property(object, "RuntimePath"))));
    }
    users.sort(Comparator.comparingLong(LoginUser::uid));
    return List.copyOf(users);
  }

  /** A call would make the bus start it. */
  private boolean isThere() throws SystemdException {
    Call hasOwner = Call.of(Bus.DRIVER, "NameHasOwner", NAME);
    return bus.call(hasOwner, "asking whether " + NAME + " runs", ANSWER)
        .values()
        .getFirst()
        .equals(true);
  }

  private Object property(String object, String name) throws SystemdException {
    Peer peer = new Peer(NAME, object, "org.freedesktop.DBus.Properties");
    Answer.Returned got =
        bus.call(Call.of(peer, "Get", NAME + ".User", name), "asking for a user's " + name, ANSWER);
    return ((Variant<?>) got.values().getFirst()).getValue();
  }

  @Override
  public void close() {
    bus.close();
  }
}
