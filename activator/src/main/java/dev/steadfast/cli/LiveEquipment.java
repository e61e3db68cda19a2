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

/** What an action works with on this machine. */
record LiveEquipment(Output err, Map<String, String> environment, EffectListener listener)
    implements Equipment.Maker {
  private static final String NAME = "STEADFAST_ARGV0";
  private static final String COMPAT = "STEADFAST_COMPAT";

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
    boolean isByHand = called() == ActionLine.Called.BY_HAND || line.toplevel().isPresent();
    Parsed<SwitchVariables> variables =
        isByHand
            ? SwitchVariables.byHand(environment, line.toplevel())
            : SwitchVariables.ofWrapper(environment);
    return variables.map(known -> equipment(line, known));
  }

  private Equipment equipment(ActionLine line, SwitchVariables variables) {
    boolean isCompat = "1".equals(environment.get(COMPAT));
    Optional<Path> scripts = Optional.of(variables.out());
    Request request =
        new Request(
            variables.toplevel(),
            scripts,
            line.policies(),
            isCompat ? Rules.ORIGINAL : line.rules(),
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
