package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static dev.steadfast.switching.Group.MULTI_USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.Result;
import dev.steadfast.box.Snapshot;
import dev.steadfast.box.SwitchCommand;
import dev.steadfast.box.Toplevel;
import dev.steadfast.box.World;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a switch command ends, and what it has touched by then. */
class ExitCodeIT {
  @SuppressWarnings("NullAway.Init")
  private static Who who;

  @BeforeAll
  static void boot() {
    who = Who.boot("exit-code");
  }

  @AfterAll
  static void end() {
    who.close();
  }

  enum Touches {
    NOTHING,
    BOOT_LOADER,
    UNITS,
    BOTH
  }

  /**
   * @param line what follows the command's name
   * @param shown part of what is printed
   */
  record Case(World next, String line, int exit, Touches touches, String shown) {
    @Override
    public String toString() {
      return exit + " of \"" + line + "\": " + shown;
    }
  }

  private static Stream<Case> early() {
    World check = Who.world("check").with(BASE.command().check("no", "echo not this; false"));
    World loader = Who.world("loader").with(Who.setting("INSTALL_BOOTLOADER=/bin/false"));
    World init = Who.world("init").with(BASE.command().withInitInterface("systemd 0"));
    World usage = Who.world("usage");
    String words = "[check|switch|boot|test|dry-activate]\n";
    String noLoader = "Failed to install bootloader\n";
    String reboot = "won't take effect until you reboot the system.\n";
    return Stream.of(
        new Case(usage, "", 1, Touches.NOTHING, words),
        new Case(usage, "go", 1, Touches.NOTHING, words),
        new Case(check, "check", 1, Touches.NOTHING, "Pre-switch checks failed\n"),
        new Case(check, "switch", 1, Touches.NOTHING, "not this\n"),
        new Case(check, "boot", 1, Touches.NOTHING, "Pre-switch checks failed\n"),
        new Case(loader, "boot", 1, Touches.NOTHING, noLoader),
        new Case(loader, "switch", 1, Touches.NOTHING, noLoader),
        new Case(init, "dry-activate", 100, Touches.NOTHING, reboot),
        new Case(init, "test", 100, Touches.NOTHING, reboot),
        new Case(init, "switch", 100, Touches.BOOT_LOADER, reboot),
        new Case(init, "boot", 0, Touches.BOOT_LOADER, ""));
  }

  private static Stream<Case> late() {
    String fails = "[Service]\nExecStart=/bin/false\nType=oneshot\n";
    World unit = BASE.unit("fails.service", fails, MULTI_USER);
    World script = Who.world("script").activating("false");
    World both = unit.activating("false");
    String noScript = "Failed to run activate script\n";
    String failed = "warning: the following units failed: fails.service\n";
    return Stream.of(
        new Case(script, "switch", 2, Touches.BOTH, noScript),
        new Case(script.rebuilt("2"), "switch --compat", 2, Touches.BOTH, noScript),
        new Case(unit, "switch", 4, Touches.BOTH, failed),
        new Case(unit.rebuilt("2"), "test --compat", 4, Touches.UNITS, failed),
        new Case(both, "test", 4, Touches.UNITS, noScript),
        new Case(both.rebuilt("2"), "switch --compat", 4, Touches.BOTH, noScript));
  }

  private static Stream<Case> all() {
    return Stream.concat(early(), late());
  }

  @ParameterizedTest
  @MethodSource("all")
  void exitCodes(Case each) {
    Box box = who.box();
    box.write(SwitchCommand.BOOT_LOADER_CALLS, "");
    Toplevel next = each.next().build(box);
    Snapshot before = box.snapshot();
    String[] words = each.line().isEmpty() ? new String[0] : each.line().split(" ", -1);
    String text = SwitchRun.of(next).exits(each.exit(), words);
    assertTrue(text.contains(each.shown()), text);
    List<String> differences = new ArrayList<>(before.differences(box.snapshot()));
    differences.removeIf(line -> line.contains(SwitchCommand.BOOT_LOADER_CALLS));
    boolean isCurrent = box.run("readlink", "/run/current-system").line().equals(next.path());
    boolean isBootDefault = who.bootDefault().equals(next.path());
    Touches touched =
        isBootDefault
            ? (isCurrent ? Touches.BOTH : Touches.BOOT_LOADER)
            : (isCurrent ? Touches.UNITS : Touches.NOTHING);
    assertEquals(each.touches(), touched, text);
    assertEquals(isCurrent, !differences.isEmpty(), () -> text + differences);
  }

  @Test
  void onlyRootMaySwitch() {
    Toplevel next = BASE.build(who.box());
    for (String action : List.of("check", "dry-activate", "boot", "test", "switch")) {
      Result result = who.box().run(next.switchCommand(action).as("nobody"), Box.SOON);
      assertEquals(1, result.exit(), result.err());
      String command = next.switchCommand().argv().getFirst();
      assertEquals("Error: " + command + " must be run as the root user\n", result.err());
    }
  }
}
