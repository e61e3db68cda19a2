package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.LoginUsers;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.dbus.Call.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** systemd-logind over the system bus. Source: org.freedesktop.login1(5). */
public final class DbusLogin implements LoginUsers {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final String NAME = "org.freedesktop.login1";
  private static final Peer MANAGER = new Peer(NAME, "/org/freedesktop/login1", NAME + ".Manager");

  /** A user who was listed has logged out meanwhile. */
  private static final String UNKNOWN_OBJECT = "org.freedesktop.DBus.Error.UnknownObject";

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
    List<Object[]> rows = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    for (Object row : (List<?>) answer.values().getFirst()) {
      // uid, name, object
      Object[] columns = (Object[]) row;
      rows.add(columns);
      calls.add(property(columns[2], "GID"));
      calls.add(property(columns[2], "RuntimePath"));
    }
    return users(rows, bus.readAll(calls, UNKNOWN_OBJECT, "asking who the users are", ANSWER));
  }

  private static List<LoginUser> users(
      List<Object[]> rows, List<Optional<Answer.Returned>> properties) {
    List<LoginUser> users = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Object[] columns = rows.get(i);
      Optional<Object> gid = properties.get(2 * i).map(DbusLogin::value);
      Optional<Object> runtimePath = properties.get(2 * i + 1).map(DbusLogin::value);
      if (gid.isPresent() && runtimePath.isPresent()) {
        users.add(
            new LoginUser(
                ((UInt32) columns[0]).longValue(),
                ((UInt32) gid.get()).longValue(),
                (String) columns[1],
                Path.of((String) runtimePath.get())));
      }
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

  private static Call property(Object object, String name) {
    String path = ((DBusPath) object).getPath();
    Peer peer = new Peer(NAME, path, "org.freedesktop.DBus.Properties");
    return Call.of(peer, "Get", NAME + ".User", name);
  }

  private static Object value(Answer.Returned answer) {
    return ((Variant<?>) answer.values().getFirst()).getValue();
  }

  @Override
  public void close() {
    bus.close();
  }
}
