package dev.steadfast.cli;

import dev.steadfast.activate.EffectListener;
import dev.steadfast.cli.Switcher.Request;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.kernel.Swap;
import dev.steadfast.nixos.ChildEnvironment;
import dev.steadfast.nixos.SwitchVariables;
import dev.steadfast.plan.PlanLists.Targets;
import dev.steadfast.plan.Rules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an action works with on this machine. */
record LiveEquipment(Output err, Map<String, String> environment, EffectListener listener)
    implements Equipment.Maker {
  private static final String NAME = "STEADFAST_ARGV0";

  @Override
  public ActionLine.Called called() {
    return SwitchVariables.areOfWrapper(environment)
        ? ActionLine.Called.BY_WRAPPER
        : ActionLine.Called.BY_HAND;
  }

  @Override
  public ExitCode users(List<String> arguments) {
    return new UserUnits(err, environment, listener).run(arguments);
  }

  @Override
  public Parsed<Equipment> make(ActionLine line) {
    return variables(line).map(known -> equipment(line, known));
  }

  /** A wrapper's scripts and systemd are those of its own toplevel, not of another one. */
  private Parsed<SwitchVariables> variables(ActionLine line) {
    if (called() == ActionLine.Called.BY_HAND) {
      return SwitchVariables.byHand(environment, line.toplevel());
    }
    if (line.toplevel().isEmpty()) {
      return SwitchVariables.ofWrapper(environment);
    }
    Map<String, String> others = new TreeMap<>(environment);
    others.keySet().removeAll(List.of("OUT", "SYSTEMD"));
    return SwitchVariables.byHand(others, line.toplevel());
  }

  private Equipment equipment(ActionLine line, SwitchVariables variables) {
    Optional<Path> scripts = Optional.of(variables.out());
    Request request =
        new Request(
            variables.toplevel(),
            scripts,
            line.policies(),
            variables.flags().compat() ? Rules.ORIGINAL : line.rules(),
            variables.flags().allUnits() ? Targets.SHOWN : Targets.HIDDEN,
            variables.jobDeadline(),
            variables.deadline());
    Engine engine = new Engine(environment);
    LiveSwitch switcher = new LiveSwitch(engine, engine.bus(), environment, Swap::off, listener);
    String name = environment.getOrDefault(NAME, "steadfast");
    NixosHost host = new NixosHost(variables, name, ChildEnvironment.ofCaller(environment), err);
    return new Equipment(host, switcher, request);
  }
}
