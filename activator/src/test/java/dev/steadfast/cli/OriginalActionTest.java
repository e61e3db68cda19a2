package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Plan;
import dev.steadfast.report.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The actions by the original's rules. */
class OriginalActionTest {
  private static final Plan PLAN = Examples.everyAction();

  @Test
  void theOriginalsRulesMayBeAskedForBeforeOrAfterTheAction() {
    for (List<String> words :
        List.of(
            List.of("--compat", "test", "--toplevel", "/t"),
            List.of("test", "--toplevel", "/t", "--compat"))) {
      FakeMachine machine = FakeMachine.planning(PLAN);
      Ran ran = Ran.with(machine, words.toArray(String[]::new));
      List<String> phases = List.of("enter", "checks test", "sync", "plan ORIGINAL");
      assertEquals(phases, machine.asked.stream().skip(1).limit(4).toList());
      assertFalse(ran.err().contains("->"), "the plan is ours: " + ran.err());
    }
  }

  @Test
  void theOriginalPlansNothingThatIsNotActivated() {
    for (String action : List.of("check", "boot")) {
      FakeMachine machine = FakeMachine.planning(PLAN);
      machine.plan = Parsed.rejected(Diagnostic.error(new Location("a.service", 9), "x", ""));
      Ran ran = Ran.with(machine, "--compat", action, "--toplevel", "/t");
      assertEquals(0, ran.code(), ran.err());
      assertFalse(machine.asked.contains("plan ORIGINAL"), machine.asked::toString);
    }
    FakeMachine machine = FakeMachine.planning(PLAN);
    machine.incompatible = List.of("Warning: reboot");
    assertEquals(100, Ran.with(machine, "--compat", "switch", "--toplevel", "/t").code());
  }
}
