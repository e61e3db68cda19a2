package dev.steadfast.systemd.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.BoxOptions.Extra;
import dev.steadfast.box.Command;
import dev.steadfast.systemd.LoginUsers.LoginUser;
import dev.steadfast.systemd.SystemdException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real logind, and the manager of a user who lingers. */
class DbusLoginIT {
  private static final LoginUser USER =
      new LoginUser(1001, 1001, "usertest", Path.of("/run/user/1001"));

  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("login").with(Extra.USER));
  }

  @AfterAll
  static void end() {
    box.close();
  }

  private static List<LoginUser> users() throws SystemdException {
    String bus = "unix:path=/proc/" + box.pid1() + "/root/run/dbus/system_bus_socket";
    try (DbusLogin login = DbusLogin.connect(bus)) {
      return login.users();
    }
  }

  @Test
  void whoLingersIsAUserAndWithoutLogindThereIsNone() throws SystemdException {
    assertEquals(List.of(USER), users());
    box.systemctl("stop", "systemd-logind.service").orThrow();
    assertEquals(List.of(), users());
    assertEquals(
        "inactive",
        box.property("systemd-logind.service", "ActiveState"),
        "the question does not start it");
    box.systemctl("start", "systemd-logind.service").orThrow();
    assertEquals(List.of(USER), users(), "it remembers who lingers");
  }

  /** What logind says of a user who has logged out since the list was made. */
  @Test
  void aUserWhoHasGoneIsAnUnknownObject() {
    Command get =
        Command.of(
            "dbus-send",
            "--system",
            "--print-reply",
            "--dest=org.freedesktop.login1",
            "/org/freedesktop/login1/user/_4242",
            "org.freedesktop.DBus.Properties.Get",
            "string:org.freedesktop.login1.User",
            "string:GID");
    String said = box.run(get, Box.SOON).err();
    assertTrue(said.startsWith("Error org.freedesktop.DBus.Error.UnknownObject"), said);
  }

  /** A user's manager is one like the system's, on that user's bus, for that user. */
  @Test
  void theManagerOfAUserIsOneLikeTheSystems() {
    box.write(
        "/run/systemd/user/probe.service",
        "[Service]\nType=exec\nExecStart=/bin/sleep infinity\nExecReload=/bin/true\n");
    Command probe =
        Command.ofJava(UserManagerProbe.class.getName(), List.of("unix:path=/run/user/1001/bus"));
    assertEquals(
        """
        START {probe.service=DONE}
        RELOAD {probe.service=DONE}
        same process: true
        RESTART {probe.service=DONE}
        same process: false
        loaded from /run/systemd/user/probe.service
        """,
        box.run(probe.as("usertest"), Box.SOON).orThrow().out());
  }
}
