package dev.steadfast.cli;

import dev.steadfast.activate.Client;
import dev.steadfast.activate.HandedOver;
import dev.steadfast.activate.Outside.Replanned;
import dev.steadfast.activate.Places;
import dev.steadfast.activate.SwitchRecord;
import dev.steadfast.activate.Tools;
import dev.steadfast.cli.Switcher.Prepared;
import dev.steadfast.cli.Switcher.Request;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.Explanation;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanInput;
import dev.steadfast.plan.Planner;
import dev.steadfast.plan.Requests;
import dev.steadfast.policy.Policy;
import dev.steadfast.policy.PolicyFiles;
import dev.steadfast.policy.PolicySet;
import dev.steadfast.policy.PolicySetReader;
import dev.steadfast.process.ProcFs;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.dbus.DbusSystemd;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The pipeline of the running system: reads, observes, plans and acts. */
final class Engine implements Pipeline {
  private static final Path PROC = Path.of("/proc");
  private static final Path CURRENT_SYSTEM = Path.of("/run/current-system");
  private static final String BUS_VARIABLE = "DBUS_SYSTEM_BUS_ADDRESS";
  private final Map<String, String> environment;

  Engine(Map<String, String> environment) {
    this.environment = environment;
  }

  /** What is made of the input of a plan. */
  private interface Use<T> {
    Parsed<T> of(Planning planning, PlanInput input);
  }

  @Override
  public Parsed<Plan> plan(PlanRequest request) {
    return made(request, (planning, input) -> Parsed.of(Planner.plan(input)));
  }

  @Override
  public Parsed<Explanation> explain(UnitName unit, PlanRequest request) {
    return made(request, (planning, input) -> planning.explaining(input).explain(unit));
  }

  private <T> Parsed<T> made(PlanRequest request, Use<T> use) {
    SystemRoot root = rootAt(request.root());
    return switch (policies(request.policies())) {
      case Parsed.Rejected<PolicySet>(List<Diagnostic> problems) ->
          new Parsed.Rejected<>(withProblemsOf(root, request, problems));
      case Parsed.Accepted<PolicySet>(PolicySet policies, List<Diagnostic> warnings) ->
          switch (request.basis()) {
            case ASSUMED ->
                planning(
                    root,
                    policies,
                    request.old(),
                    request.next(),
                    planning -> used(planning, planning.assumed(), use));
            case OBSERVED -> observed(request, policies, Planning.Seeds.NONE, use);
          };
    };
  }

  /** A broken policy does not hide a broken generation: all problems in one run. */
  private static List<Diagnostic> withProblemsOf(
      SystemRoot root, PlanRequest request, List<Diagnostic> problems) {
    List<Diagnostic> all = new ArrayList<>(problems);
    PolicySet none = new PolicySet(List.of());
    if (Planning.read(root, none, request.old(), request.next())
        instanceof Parsed.Rejected<Planning>(List<Diagnostic> more)) {
      all.addAll(more);
    }
    return all;
  }

  @Override
  public Parsed<Difference> diff(DiffRequest request) {
    return switch (policies(Optional.empty())) {
      case Parsed.Rejected<PolicySet>(List<Diagnostic> problems) -> new Parsed.Rejected<>(problems);
      case Parsed.Accepted<PolicySet>(PolicySet policies, List<Diagnostic> warnings) -> {
        SystemRoot root = rootAt(request.root());
        Parsed<List<UnitChange>> changes =
            planning(root, policies, request.old(), request.next(), Planning::changes);
        List<String> secrets = new ArrayList<>();
        for (Policy policy : policies.policies()) {
          secrets.addAll(policy.secrets());
        }
        yield changes.map(found -> new Difference(found, secrets));
      }
    };
  }

  /** A plan for the running system, by our own rules. */
  Parsed<Prepared> prepare(Request request, Planning.Seeds seeds) {
    PlanRequest plan =
        new PlanRequest(
            CURRENT_SYSTEM, request.next(), Path.of("/"), Basis.OBSERVED, request.policies());
    return switch (policies(request.policies())) {
      case Parsed.Rejected<PolicySet>(List<Diagnostic> problems) ->
          new Parsed.Rejected<>(withProblemsOf(SystemRoot.host(), plan, problems));
      case Parsed.Accepted<PolicySet>(PolicySet policies, List<Diagnostic> warnings) ->
          observed(
              plan, policies, seeds, (planning, input) -> Parsed.of(prepared(planning, input)));
    };
  }

  private static Prepared prepared(Planning planning, PlanInput input) {
    Plan first = Planner.plan(input);
    return new Prepared() {
      @Override
      public Plan plan() {
        return first;
      }

      @Override
      public SortedMap<UnitName, UnitFile> differing() {
        return after(input.changes());
      }

      @Override
      public Replanned with(Requests asked, When when) {
        Requests all = input.asked().requests().and(asked);
        return new Replanned(
            Planner.plan(input.asking(planning.asking(input.asked(), all))), List.of());
      }
    };
  }

  private static SortedMap<UnitName, UnitFile> after(List<UnitChange> changes) {
    SortedMap<UnitName, UnitFile> files = new TreeMap<>();
    for (UnitChange change : changes) {
      switch (change) {
        case UnitChange.Added added -> files.put(change.unit(), added.after());
        case UnitChange.Modified modified -> files.put(change.unit(), modified.after());
        case UnitChange.Removed _ -> {}
      }
    }
    return files;
  }

  String bus() {
    return environment.getOrDefault(BUS_VARIABLE, DbusSystemd.SYSTEM_BUS);
  }

  private static SystemRoot rootAt(Path prefix) {
    return prefix.equals(Path.of("/")) ? SystemRoot.host() : SystemRoot.under(prefix);
  }

  private static Parsed<PolicySet> policies(Optional<Path> directory) {
    return PolicySetReader.read(PolicyFiles.shipped(), OperatorPolicies.files(directory));
  }

  private static <T> Parsed<T> planning(
      SystemRoot root, PolicySet policies, Path old, Path next, Function<Planning, Parsed<T>> use) {
    return switch (Planning.read(root, policies, old, next)) {
      case Parsed.Rejected<Planning>(List<Diagnostic> problems) -> new Parsed.Rejected<>(problems);
      case Parsed.Accepted<Planning>(Planning planning, List<Diagnostic> warnings) ->
          withWarnings(warnings, use.apply(planning));
    };
  }

  private static <T> Parsed<T> used(Planning planning, Parsed<PlanInput> input, Use<T> use) {
    return switch (input) {
      case Parsed.Rejected<PlanInput>(List<Diagnostic> problems) -> new Parsed.Rejected<>(problems);
      case Parsed.Accepted<PlanInput>(PlanInput accepted, List<Diagnostic> warnings) ->
          withWarnings(warnings, use.of(planning, accepted));
    };
  }

  private static <T> Parsed<T> withWarnings(List<Diagnostic> warnings, Parsed<T> parsed) {
    List<Diagnostic> all = new ArrayList<>(warnings);
    all.addAll(parsed.diagnostics());
    return switch (parsed) {
      case Parsed.Accepted<T>(T value, List<Diagnostic> more) -> new Parsed.Accepted<>(value, all);
      case Parsed.Rejected<T>(List<Diagnostic> problems) -> new Parsed.Rejected<>(all);
    };
  }

  private <T> Parsed<T> observed(
      PlanRequest request, PolicySet policies, Planning.Seeds seeds, Use<T> use) {
    Path file = Places.ofSystem().switchRecord();
    return switch (SwitchRecord.read(file)) {
      case Parsed.Rejected<Optional<SwitchRecord>>(List<Diagnostic> problems) ->
          new Parsed.Rejected<>(problems);
      case Parsed.Accepted<Optional<SwitchRecord>>(
              Optional<SwitchRecord> interrupted,
              List<Diagnostic> warnings) -> {
        Path old = interrupted.map(SwitchRecord::from).orElse(request.old());
        yield planning(
            SystemRoot.host(),
            policies,
            old,
            request.next(),
            planning -> observed(planning, interrupted, seeds, use));
      }
    };
  }

  private <T> Parsed<T> observed(
      Planning planning, Optional<SwitchRecord> interrupted, Planning.Seeds seeds, Use<T> use) {
    Tools tools = Tools.ofSystem();
    try (Systemd systemd = DbusSystemd.connect(bus())) {
      Observation observation =
          new Observation(
              systemd,
              SystemRoot.host(),
              new ProcFs(PROC),
              client -> new Client(client, tools, SystemRoot.host()),
              (unit, process) -> HandedOver.read(Places.ofSystem().handedOver(unit), process));
      return used(planning, planning.observed(observation, interrupted, seeds, unit -> true), use);
    } catch (SystemdException unreachable) {
      return Parsed.rejected(
          Diagnostic.error(
              new Location("systemd", 0),
              message(unreachable),
              "A plan for the running system needs the system bus; plan --offline does without."));
    } catch (IOException unreadable) {
      return Parsed.rejected(
          Diagnostic.error(
              Location.of(PROC),
              "what runs cannot be looked at: " + message(unreadable),
              "Run as root, with /proc mounted."));
    }
  }

  private static String message(Exception problem) {
    return Optional.ofNullable(problem.getMessage()).orElse(problem.getClass().getName());
  }
}
