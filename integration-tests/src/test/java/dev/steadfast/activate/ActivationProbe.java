package dev.steadfast.activate;

import dev.steadfast.config.Term;
import dev.steadfast.nixos.ChildEnvironment;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.ClientSpec;
import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists;
import dev.steadfast.plan.ReloadMechanism;
import dev.steadfast.plan.RunAs;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.ValidationSpec;
import dev.steadfast.plan.Verdict;
import dev.steadfast.plan.WitnessSpec;
import dev.steadfast.policy.Mode;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.dbus.DbusSystemd;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs inside a box: reloads one unit with new content bound over a path.
 *
 * <p>Arguments: unit, path as known, content, client program, toplevel. Prints one fact a line.
 */
public final class ActivationProbe {
  private static final Path PROC = Path.of("/proc");
  private static final Duration WITHIN = Duration.ofSeconds(20);

  private ActivationProbe() {}

  public static void main(String[] args) throws IOException, SystemdException {
    UnitName unit = new UnitName(args[0]);
    try (DbusSystemd systemd = DbusSystemd.connect(DbusSystemd.SYSTEM_BUS)) {
      KernelView view = new KernelView(systemd, PROC);
      Tools tools = Tools.ofSystem();
      Machine machine =
          new Machine(systemd, view, new JournalctlLog(tools), tools, Places.ofSystem());
      ActivationOptions options =
          new ActivationOptions(
              Optional.empty(),
              ChildEnvironment.ofCaller(System.getenv()).with("NIXOS_ACTION", "test"),
              Redirect.INHERIT,
              Optional.empty(),
              Duration.ofMinutes(2),
              Duration.ofMinutes(2),
              PlanLists.Targets.HIDDEN);
      EffectListener listener = effect -> System.out.println("effect " + effect);
      print(new Activation(machine, options, Outside.NOBODY, listener).run(plan(unit, view, args)));
    }
  }

  private static Plan plan(UnitName unit, KernelView view, String[] args)
      throws IOException, SystemdException {
    Handover bind = new Handover.Bind(Path.of(args[1]), Path.of(args[2]));
    List<Term> client = List.of(Term.parse(args[3]), Term.parse("{query}"));
    Step step =
        new Step.Reload(
            unit,
            new Verdict(Mode.RESTART, List.of(), List.of()),
            view.identity(unit),
            List.of(bind),
            ReloadMechanism.UNIT,
            Optional.of(
                new ClientSpec(client, new TreeMap<>(), new RunAs("nobody", "nogroup"), WITHIN)),
            List.of(new ValidationSpec.QueryEmpty("rehearsal", "the file is not valid")),
            List.of(
                new WitnessSpec.ChildrenReplaced(
                    "sleep infinity", Duration.ofSeconds(5), "each load ends what it waits for"),
                new WitnessSpec.QueryMoved("load", Duration.ofSeconds(5), "nothing was loaded"),
                new WitnessSpec.LogFreeOf(
                    "was not applied", Optional.of("reading"), "the daemon complained")),
            List.of(bind.knownAs(), bind.content()),
            Step.WhenDown.NOTHING);
    Path next = Path.of(args[4]);
    return Plan.ofUnits(
        next, next, Basis.OBSERVED, true, List.of(), new TreeMap<>(Map.of(unit, step)));
  }

  private static void print(ActivationReport report) {
    report.invalid().forEach(problem -> System.out.println("invalid " + problem));
    report.notes().forEach(note -> System.out.println("note " + note));
    for (StepOutcome outcome : report.outcomes()) {
      String why =
          switch (outcome) {
            case StepOutcome.Done done -> "Done";
            case StepOutcome.Unproven(Step step, String open) -> "Unproven " + open;
            case StepOutcome.Undone(Step step, String found) -> "Undone " + found;
            case StepOutcome.Failed(Step step, var result, String what) -> "Failed " + what;
            case StepOutcome.NotRun(Step step, String reason) -> "NotRun " + reason;
          };
      System.out.println("outcome " + why);
    }
  }
}
