package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.Command;
import dev.steadfast.box.Result;
import dev.steadfast.box.RunningCommand;
import dev.steadfast.box.Snapshot;
import dev.steadfast.box.Toplevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lock that all programs that switch a system take, whichever they are. */
class LockIT {
  private static final String LOCK = "/run/nixos/switch-to-configuration.lock";
  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final List<String> ACTIONS =
      List.of("check", "dry-activate", "boot", "test", "switch");

  @Test
  void aHeldLockEndsEveryActionAtOnce() {
    try (Who who = Who.boot("lock-held")) {
      Box box = who.box();
      SwitchRun run = SwitchRun.of(Who.world("locked").build(box));
      Command holding = Command.of("flock", "-x", LOCK, "sh", "-c", "echo held; exec sleep 600");
      try (RunningCommand holder = box.start(holding)) {
        holder.awaitLine("held", Box.SOON);
        Snapshot before = box.snapshot();
        for (String action : ACTIONS) {
          long start = System.nanoTime();
          Result result = run.run(action);
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          assertTrue(result.out().contains("Could not acquire lock"), action + result.out());
          assertEquals(1, result.exit(), action + result.out());
          assertTrue(took.compareTo(AT_ONCE) < 0, action + " took " + took);
          assertEquals(List.of(), before.differences(box.snapshot()), action + result.out());
        }
      }
      assertEquals(0, box.run("flock", "-w", "5", LOCK, "true").exit());
      run.exits(0, "switch");
      assertEquals("locked", who.runs());
    }
  }

  /** What is asked of another program's attempt is a check, as checks run in each action. */
  @Test
  void oursIsSeenByOthersUntilTheEnd() {
    try (Who who = Who.boot("lock-ours")) {
      String body = "if /usr/bin/flock -n " + LOCK + " true; then echo free; else echo held; fi";
      Toplevel next = BASE.with(BASE.command().check("lock", body)).build(who.box());
      for (String action : ACTIONS) {
        String text = SwitchRun.of(next).exits(0, action);
        assertTrue(text.contains("held\n"), text);
        assertEquals(0, who.box().run("flock", "-n", LOCK, "true").exit(), "given back");
      }
    }
  }
}
