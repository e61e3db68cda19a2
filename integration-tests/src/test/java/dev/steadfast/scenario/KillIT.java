package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine killed between any two effects of a switch that edits a setting and an access rule of
 * the server and restarts, stops and starts plain units: the same command, run again, arrives where
 * an undisturbed run does.
 */
class KillIT {
  /** An undisturbed run has at least these; a kind that is missing is not killed before. */
  private static final List<String> KINDS =
      List.of(
          "write /run/steadfast/switch",
          "write /run/steadfast/postgresql.service/",
          "link /run/steadfast/pins/",
          "link /nix/var/nix/gcroots/auto/",
          "link /var/lib/postgresql/15/postgresql.conf",
          "bind ",
          "run /nix/store/",
          "daemon-reload",
          "stop only-",
          "stop stopped.service",
          "reload postgresql.service",
          "restart sleeper.service",
          "start only-",
          "start stopped.service",
          "remove /run/steadfast/switch",
          "remove /run/steadfast/postgresql.service/",
          "remove /run/steadfast/pins/");

  /** At most: two pins with a root each, and a copy. */
  private static final int PREPARED = 5;

  private static final int NEVER = Integer.MAX_VALUE;

  /**
   * Mounts stack with each switch; so that the stacks stay below the policy's limit, each box has
   * every second effect.
   */
  private static final int BOXES = 2;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aSwitchThatIsKilledBeforeAnyEffectAndRepeatedArrives(int first) {
    try (Box box = Box.boot(BoxOptions.named("kill"));
        KilledWorld world = KilledWorld.install(box)) {
      List<String> effects = undisturbed(world);
      for (int n = first; n <= effects.size(); n += BOXES) {
        world.next();
        String effect = killed(world, n, effects.size());
        Result repeated = world.switchKilledBefore(NEVER);
        assertEquals(0, repeated.exit(), () -> effect + "\n" + repeated.err());
        world.assertArrived(effect + "\n" + repeated.err());
      }
      new LiveServer(box).reload();
      world.assertArrived("after an operator's reload\n");
    }
  }

  /** What a killed run has prepared, the next one need not do: the effects become fewer. */
  @Test
  void aSwitchThatIsKilledBeforeAnyEffectAndGivenUpGoesBack() {
    try (Box box = Box.boot(BoxOptions.named("kill-back"));
        KilledWorld world = KilledWorld.install(box)) {
      int effects = undisturbed(world).size();
      for (int n = 1; n <= effects; n += 2) {
        world.next();
        String effect = killed(world, n, effects);
        world.previous();
        Result back = world.switchKilledBefore(NEVER);
        assertEquals(0, back.exit(), () -> effect + "\n" + back.err());
        world.assertArrived(effect + "\n" + back.err());
      }
      new LiveServer(box).reload();
      world.assertArrived("after an operator's reload\n");
    }
  }

  /**
   * Kills a switch, and says before which effect. Only the last few numbers may be beyond the end
   * of a run: pins and copies that an earlier one has left need not be made.
   */
  private static String killed(KilledWorld world, int n, int undisturbed) {
    Result killed = world.switchKilledBefore(n);
    boolean isOver = killed.exit() == 0 && n > undisturbed - PREPARED;
    assertTrue(
        isOver || killed.exit() == KilledBefore.EXIT,
        () -> n + " of " + undisturbed + ": " + killed.out() + killed.err());
    return "killed before effect " + n + ": " + KilledBefore.effects(killed.out()).getLast() + "\n";
  }

  /** The effects of a switch by a process that was switched before, in their order. */
  private static List<String> undisturbed(KilledWorld world) {
    List<String> effects = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      world.next();
      Result result = world.switchKilledBefore(NEVER);
      assertEquals(0, result.exit(), result::err);
      world.assertArrived("not killed\n" + result.err());
      effects.clear();
      effects.addAll(KilledBefore.effects(result.out()));
    }
    for (String kind : KINDS) {
      assertTrue(effects.stream().anyMatch(e -> e.startsWith(kind)), kind + " of " + effects);
    }
    return effects;
  }
}
