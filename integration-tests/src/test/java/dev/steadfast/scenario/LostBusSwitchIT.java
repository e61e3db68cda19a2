package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.NixosMachine;
import dev.steadfast.box.RunningCommand;
import dev.steadfast.box.Toplevel;
import dev.steadfast.box.World;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bus or the manager is restarted by somebody else in the middle of a whole switch. */
class LostBusSwitchIT {
  private static final String SLOW = "slow.service";
  private static final String LATE = "late.service";

  /** With a unit that takes four seconds to start, and one that is started after it. */
  private static World world(String version) {
    World world = NixosMachine.world().unit(SLOW, slow(version), "multi-user.target");
    return version.equals("two")
        ? world.unit(LATE, sleeping("@{pkg:coreutils}/bin/true"), "multi-user.target")
        : world;
  }

  private static String slow(String version) {
    String pre = "@{pkg:coreutils}/bin/sleep 4\nEnvironment=VERSION=" + version;
    return sleeping(pre);
  }

  private static String sleeping(String pre) {
    return "[Service]\nType=exec\nExecStartPre="
        + pre
        + "\nExecStart=@{pkg:coreutils}/bin/sleep infinity\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"systemctl restart dbus.service", "systemctl daemon-reexec"})
  void theSwitchIsCompleted(String event) {
    try (Box box = Box.boot(BoxOptions.named("lost-switch"))) {
      world("one").build(box).install();
      String before = box.property(SLOW, "InvocationID");
      Toplevel next = world("two").build(box);
      String script =
          "until test \"$(systemctl show --value -p ActiveState slow.service)\" = activating; do"
              + " sleep 0.05; done; "
              + event
              + "; touch /run/happened";
      try (RunningCommand _ = box.start(Command.of("bash", "-c", script))) {
        String text = Steadfast.switchTo(0, next);
        assertEquals(0, box.run("test", "-e", "/run/happened").exit(), text);
        assertEquals("active", box.property(SLOW, "ActiveState"), text);
        assertEquals("VERSION=two", box.property(SLOW, "Environment"), text);
        assertNotEquals(before, box.property(SLOW, "InvocationID"), text);
        assertEquals("active", box.property(LATE, "ActiveState"), text);
        assertFalse(text.contains("failed"), text);
      }
      assertEquals(0, Steadfast.planExit(next), "nothing is left to do");
    }
  }
}
