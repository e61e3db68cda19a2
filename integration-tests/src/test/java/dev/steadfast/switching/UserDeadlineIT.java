package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static dev.steadfast.switching.Group.MULTI_USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.BoxOptions.Extra;
import dev.steadfast.box.Result;
import dev.steadfast.box.Toplevel;
import dev.steadfast.box.World;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong with one user's units is said, and holds nobody else up. */
class UserDeadlineIT {
  private static final String FAILED = "warning: user activation for usertest failed\n";
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  /** Beside the deadline: the rest of a switch, on a busy machine. */
  private static final Duration A_LITTLE = Duration.ofSeconds(15);

  private static Box boot(Mode mode) {
    Box box = Box.boot(BoxOptions.named("user-deadline").with(Extra.USER));
    BASE.build(box).install();
    SwitchRun.of(BASE.build(box)).exits(0, mode, "switch");
    SwitchRun.of(world("old", "/bin/true").build(box)).exits(0, mode, "switch");
    return box;
  }

  private static World world(String who, String program) {
    String service = "[Service]\nEnvironment=WHO=" + who + "\nExecStart=";
    String mine = service + program + "\nRemainAfterExit=true\nType=oneshot\n";
    return BASE.unit("who.service", service + "/bin/sleep infinity\n", MULTI_USER)
        .userUnit("mine.service", mine, "default.target");
  }

  private static void assertRest(Toplevel next, String text) {
    Box box = next.box();
    String pid = box.property("who.service", "MainPID");
    assertTrue(box.read("/proc/" + pid + "/environ").contains("WHO=next"), text);
    assertEquals(next.path(), box.run("readlink", "/run/current-system").line(), text);
    assertTrue(text.contains("restarting sysinit-reactivation.target\n"), text);
  }

  private static Result asUser(Box box, String command) {
    return box.run("bash", "-c", UserUnits.asUser(command));
  }

  @ParameterizedTest
  @EnumSource
  void aUserUnitThatFailsIsNamed(Mode mode) {
    try (Box box = boot(mode)) {
      Toplevel next = world("next", "/bin/false").build(box);
      String text = SwitchRun.of(next).exits(4, mode, "switch");
      String verb = mode == Mode.COMPAT ? "start" : "restart";
      assertTrue(text.contains("Failed to " + verb + " user unit mine.service\n"), text);
      assertTrue(text.contains("warning: the following user units failed: mine.service\n"), text);
      assertTrue(text.contains(FAILED), text);
      assertRest(next, text);
      assertEquals("failed", asUser(box, "systemctl --user is-active mine.service").line());
      text = SwitchRun.of(world("next", "/bin/true").build(box)).exits(0, mode, "switch");
      assertEquals("active", asUser(box, "systemctl --user is-active mine.service").line(), text);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStuckUserManagerHoldsASwitchNoLongerThanAJobMay(Mode mode) {
    try (Box box = boot(mode)) {
      String manager = box.property("user@1001.service", "MainPID");
      box.run("kill", "-STOP", manager).orThrow();
      Toplevel next = world("next", "/bin/true").build(box);
      SwitchRun run = SwitchRun.of(next).with("STEADFAST_JOB_DEADLINE", DEADLINE.toSeconds() + "s");
      long start = System.nanoTime();
      String text = run.exits(4, mode, "switch");
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(DEADLINE.plus(A_LITTLE)) < 0, took + text);
      assertTrue(took.compareTo(DEADLINE) >= 0, took + text);
      assertTrue(text.contains(FAILED), text);
      assertRest(next, text);
      box.run("kill", "-CONT", manager).orThrow();
      text = SwitchRun.of(world("later", "/bin/true").build(box)).exits(0, mode, "switch");
      String environment = "systemctl --user show -p Environment mine.service";
      assertEquals("Environment=WHO=later", asUser(box, environment).line(), text);
    }
  }
}
