package dev.steadfast.switching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Result;
import dev.steadfast.scenario.KilledBefore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A switch that is killed before any of its effects is brought to its end by the same one again,
 * with our decisions and with the original's.
 */
class KilledSwitchIT {
  private static final int NEVER = Integer.MAX_VALUE;

  /** An undisturbed run has at least these, and is killed before each. */
  private static final List<String> KINDS =
      List.of(
          "write /run/nixos/start-list",
          "stop stopped.service",
          "stop only-",
          "run /nix/store/",
          "remove /run/nixos/activation-reload-list",
          "write /run/nixos/reload-list",
          "reset-failed",
          "daemon-reload",
          "restart sysinit-reactivation.target",
          "reload reloaded.service",
          "reload run-data.mount",
          "restart restarted.service",
          "start stopped.service",
          "remove /run/nixos/start-list",
          "remove /run/steadfast/switch");

  @ParameterizedTest
  @EnumSource
  void theSameSwitchAgainArrives(Mode mode) {
    try (Box box = Box.boot(BoxOptions.named("killed-switch"))) {
      KilledMachine machine = KilledMachine.install(box, mode);
      List<String> effects = undisturbed(machine);
      for (int n = 1; n <= effects.size(); n++) {
        machine.next();
        Result killed = machine.switchKilledBefore(n);
        String story = n + " of " + effects.size() + ":\n" + killed.out() + killed.err();
        assertEquals(KilledBefore.EXIT, killed.exit(), story);
        Result repeated = machine.switchKilledBefore(NEVER);
        String all = story + "\nagain:\n" + repeated.out() + repeated.err();
        assertEquals(0, repeated.exit(), all);
        machine.assertArrived(all);
      }
    }
  }

  /** The effects of a switch of a machine that was switched before, in their order. */
  private static List<String> undisturbed(KilledMachine machine) {
    List<String> effects = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      machine.next();
      Result result = machine.switchKilledBefore(NEVER);
      assertEquals(0, result.exit(), result::err);
      machine.assertArrived(result.out() + result.err());
      effects.clear();
      effects.addAll(KilledBefore.effects(result.out()));
    }
    for (String kind : KINDS) {
      assertTrue(effects.stream().anyMatch(e -> e.startsWith(kind)), kind + " of " + effects);
    }
    return effects;
  }
}
