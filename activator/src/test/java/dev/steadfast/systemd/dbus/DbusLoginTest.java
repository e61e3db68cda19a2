package dev.steadfast.systemd.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.steadfast.systemd.LoginUsers.LoginUser;
import dev.steadfast.systemd.SystemdException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What logind can answer besides what it usually does. */
class DbusLoginTest {
  private static final LoginUser FIRST = new LoginUser(1000, 100, "first", Path.of("/run/user/1"));
  private static final LoginUser OTHER = new LoginUser(1002, 100, "other", Path.of("/run/user/1"));

  @TempDir private Path directory;

  /** Three users; more cannot be asked of the second one. */
  private List<LoginUser> users(String errorOfSecond) throws IOException, SystemdException {
    try (ScriptedBus bus =
            ScriptedBus.following(directory, (b, call) -> answer(b, call, errorOfSecond));
        DbusLogin login = DbusLogin.connect(bus.address())) {
      return login.users();
    }
  }

  private static List<Message> answer(ScriptedBus bus, MethodCall call, String errorOfSecond)
      throws DBusException {
    return List.of(
        switch (call.getName()) {
          case "NameHasOwner" -> bus.returns(call, "b", true);
          case "ListUsers" ->
              bus.returns(
                  call,
                  "a(uso)",
                  List.of(row(1002, "other"), row(1001, "second"), row(1000, "first")));
          default ->
              call.getPath().endsWith("1001")
                  ? bus.refuses(call, errorOfSecond, "no")
                  : bus.returns(call, "v", property((String) call.getParameters()[1]));
        });
  }

  private static Object[] row(int uid, String name) {
    return new Object[] {
      new UInt32(uid), name, new DBusPath("/org/freedesktop/login1/user/" + uid)
    };
  }

  private static Variant<?> property(String name) {
    return name.equals("GID") ? new Variant<>(new UInt32(100)) : new Variant<>("/run/user/1");
  }

  @Test
  void whoLogsOutMeanwhileIsLeftOut() throws Exception {
    assertEquals(List.of(FIRST, OTHER), users("org.freedesktop.DBus.Error.UnknownObject"));
  }

  @Test
  void anyOtherErrorIsOne() {
    SystemdException refused =
        assertThrows(
            SystemdException.class, () -> users("org.freedesktop.DBus.Error.AccessDenied"));
    assertEquals("org.freedesktop.DBus.Error.AccessDenied", refused.errorName());
  }
}
