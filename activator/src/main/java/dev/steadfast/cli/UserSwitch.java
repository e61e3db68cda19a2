package dev.steadfast.cli;

import dev.steadfast.activate.ActivationOptions;
import dev.steadfast.activate.ActivationReport;
import dev.steadfast.activate.Announcer;
import dev.steadfast.activate.EffectListener;
import dev.steadfast.activate.JournalctlLog;
import dev.steadfast.activate.KernelView;
import dev.steadfast.activate.Machine;
import dev.steadfast.activate.Places;
import dev.steadfast.activate.SwitchRecord;
import dev.steadfast.activate.Tools;
import dev.steadfast.activate.UserActivation;
import dev.steadfast.activate.Why;
import dev.steadfast.cli.Switcher.Prepared;
import dev.steadfast.compat.CompatPlanner;
import dev.steadfast.compat.CompatScope;
import dev.steadfast.compat.Decision;
import dev.steadfast.compat.OwnershipMigration;
import dev.steadfast.compat.Seeds;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.nixos.ChildEnvironment;
import dev.steadfast.nixos.UnitListFile;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists.Targets;
import dev.steadfast.plan.Planner;
import dev.steadfast.plan.Requests;
import dev.steadfast.plan.Rules;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.dbus.DbusSystemd;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.io.Serial;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One user's units being switched. */
final class UserSwitch implements AutoCloseable {
  private static final Path PROC = Path.of("/proc");
  private static final Path USER_UNITS = Path.of("etc/systemd/user");
  private static final Path SYSTEMD = Path.of("systemd");
  private static final UnitName ACTIVATION = new UnitName("nixos-activation.service");
  private final Request request;
  private final Systemd systemd;
  private final Path runtime;
  private final Map<String, String> environment;
  private final EffectListener listener;
  private SortedSet<UnitName> candidates = new TreeSet<>();
  private Optional<Decision> decided = Optional.empty();

  private UserSwitch(
      Request request,
      Systemd systemd,
      Path runtime,
      Map<String, String> environment,
      EffectListener listener) {
    this.request = request;
    this.systemd = systemd;
    this.runtime = runtime;
    this.environment = environment;
    this.listener = listener;
  }

  /** For whom a user's units are switched. */
  enum Kind {
    /** As a part of a system's switch: units that a generation has for all users. */
    NIXOS,
    /** By a tool of the user: two directories of unit files. */
    STAND_ALONE
  }

  /**
   * What is to be switched.
   *
   * @param old toplevel, or directory of unit files, that was there before
   * @param next the same of what is there by now
   * @param job longest time for one job
   * @param run longest time for all jobs
   */
  record Request(Path old, Path next, Kind kind, Rules rules, Duration job, Duration run) {
    Path oldUnits() {
      return kind == Kind.NIXOS ? old.resolve(USER_UNITS) : old;
    }

    Path nextUnits() {
      return kind == Kind.NIXOS ? next.resolve(USER_UNITS) : next;
    }
  }

  /** Nothing was touched, or what came of it is not known; the message says which. */
  static final class Failure extends Exception {
    @Serial private static final long serialVersionUID = 1;

    Failure(String message) {
      super(message);
    }
  }

  /**
   * Connects to the user's manager.
   *
   * @param environment where {@code XDG_RUNTIME_DIR} must be set
   */
  static UserSwitch connect(
      Request request, Map<String, String> environment, EffectListener listener) throws Failure {
    String directory = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    if (directory.isEmpty()) {
      throw new Failure("XDG_RUNTIME_DIR is not set: run it in a session of the user");
    }
    Path runtime = Path.of(directory);
    String bus =
        environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + runtime.resolve("bus"));
    try {
      Systemd systemd = DbusSystemd.connect(bus);
      return new UserSwitch(request, systemd, runtime, environment, listener);
    } catch (SystemdException unreachable) {
      throw new Failure(String.valueOf(unreachable.getMessage()));
    }
  }

  /** One kind of switch may run in the middle of the other. */
  private Places places() {
    Path state = runtime.resolve("steadfast");
    return switch (request.kind()) {
      case NIXOS -> places(state, runtime.resolve("nixos"));
      case STAND_ALONE -> places(state.resolve("user"), state.resolve("user/lists"));
    };
  }

  private static Places places(Path state, Path lists) {
    return new Places(state, lists, state.resolve("gcroots"), SystemRoot.host());
  }

  /** What would be done. */
  Parsed<Plan> plan() throws Failure {
    try {
      Requests interrupted =
          new Requests(
              units(UnitListFile.Kind.START),
              units(UnitListFile.Kind.RESTART),
              units(UnitListFile.Kind.RELOAD));
      if (request.kind() == Kind.NIXOS) {
        candidates =
            migration()
                .candidates(OriginalPlanning.active(systemd).keySet(), systemd::fragmentPath);
      }
      return switch (request.rules()) {
        case OWN -> own(interrupted);
        case ORIGINAL -> original(interrupted).map(Prepared::plan);
      };
    } catch (SystemdException lost) {
      throw new Failure(String.valueOf(lost.getMessage()));
    } catch (IOException unreadable) {
      throw new Failure("cannot be read: " + Why.of(unreadable));
    }
  }

  private SortedSet<UnitName> units(UnitListFile.Kind kind) throws IOException {
    SortedSet<UnitName> units = new TreeSet<>();
    for (String line : kind.in(places().nixos()).read()) {
      Optional<UnitName> unit = UnitName.parse(line);
      if (unit.isPresent()) {
        units.add(unit.get());
      }
    }
    return units;
  }

  private Parsed<Plan> own(Requests interrupted) throws SystemdException, IOException {
    return switch (SwitchRecord.read(places().switchRecord())) {
      case Parsed.Rejected<Optional<SwitchRecord>>(List<Diagnostic> problems) ->
          new Parsed.Rejected<>(problems);
      case Parsed.Accepted<Optional<SwitchRecord>>(
              Optional<SwitchRecord> record,
              List<Diagnostic> warnings) ->
          own(interrupted, record);
    };
  }

  private Parsed<Plan> own(Requests interrupted, Optional<SwitchRecord> record)
      throws SystemdException, IOException {
    Path old = record.map(SwitchRecord::from).orElse(request.oldUnits());
    return switch (Planning.ofUsers(SystemRoot.host(), old, request.nextUnits())) {
      case Parsed.Rejected<Planning>(List<Diagnostic> problems) -> new Parsed.Rejected<>(problems);
      case Parsed.Accepted<Planning>(Planning planning, List<Diagnostic> warnings) ->
          planning
              .observed(
                  Observation.ofUnits(systemd, SystemRoot.host()),
                  record,
                  new Planning.Seeds(interrupted, hasOtherManager()),
                  this::isOurs)
              .map(Planner::plan);
    };
  }

  /** Whether the user's manager is of another systemd than the next system's. */
  private boolean hasOtherManager() throws IOException {
    SystemRoot host = SystemRoot.host();
    Path before = request.old().resolve(SYSTEMD);
    Path after = request.next().resolve(SYSTEMD);
    return request.kind() == Kind.NIXOS
        && host.exists(before)
        && host.exists(after)
        && !host.resolve(before).equals(host.resolve(after));
  }

  /** A unit that the user, or a package, has put in its place is left alone. */
  private boolean isOurs(UnitName unit) throws SystemdException {
    Optional<String> fragment = systemd.fragmentPath(unit);
    if (fragment.isEmpty()) {
      return true;
    }
    Path directory = Path.of(fragment.get()).toAbsolutePath().getParent();
    return switch (request.kind()) {
      case NIXOS -> fragment.get().startsWith("/etc/systemd/user");
      case STAND_ALONE ->
          List.of(
                  request.old(),
                  request.next(),
                  UserUnits.configHome(environment).resolve("systemd/user"))
              .contains(directory);
    };
  }

  private CompatScope scope() {
    return request.kind() == Kind.NIXOS
        ? CompatScope.user(SystemRoot.host(), request.old(), request.next())
        : new CompatScope(
            SystemRoot.host(),
            request.old(),
            request.next(),
            Optional.empty(),
            UserUnits.configHome(environment).resolve("systemd/user").toString());
  }

  private Parsed<Prepared> original(Requests interrupted) throws SystemdException, IOException {
    SortedMap<UnitName, ObservedUnit> active = OriginalPlanning.active(systemd);
    Seeds seeds = new Seeds(interrupted.start(), interrupted.restart(), interrupted.reload());
    CompatPlanner planner = new CompatPlanner(scope());
    OriginalPlanning planning =
        new OriginalPlanning(
            planner,
            request.oldUnits(),
            request.nextUnits(),
            active,
            OriginalPlanning.Manager.OF_USER);
    return planner
        .decide(active, seeds, systemd::fragmentPath)
        .map(
            decision -> {
              decided = Optional.of(decision);
              return planning.prepared(decision);
            });
  }

  /** Where the user's manager finds the user's own units. */
  private OwnershipMigration migration() throws SystemdException {
    Map<String, String> known = new TreeMap<>(environment);
    Optional<String> configHome = systemd.variable("XDG_CONFIG_HOME");
    configHome.ifPresent(directory -> known.put("XDG_CONFIG_HOME", directory));
    return new OwnershipMigration(
        CompatScope.user(SystemRoot.host(), request.old(), request.next()),
        UserUnits.configHome(known));
  }

  /** Carries the plan out. */
  ActivationReport run(Plan plan, Announcer announcer) {
    Optional<UnitName> after =
        request.kind() == Kind.NIXOS && hasActivation()
            ? Optional.of(ACTIVATION)
            : Optional.empty();
    return activation().run(plan, after, announcer);
  }

  private boolean hasActivation() {
    try {
      return SystemRoot.host().exists(request.nextUnits().resolve(ACTIVATION.value()));
    } catch (IOException unknown) {
      return false;
    }
  }

  private UserActivation activation() {
    Tools tools = Tools.ofSystem();
    Machine machine =
        new Machine(
            systemd, new KernelView(systemd, PROC), new JournalctlLog(tools), tools, places());
    ActivationOptions options =
        new ActivationOptions(
            Optional.empty(),
            ChildEnvironment.ofCaller(environment),
            Redirect.INHERIT,
            Optional.empty(),
            request.job(),
            request.run(),
            Targets.HIDDEN);
    return new UserActivation(machine, options, listener);
  }

  /** Acts on units that were the user's own and are the generation's by now. */
  Optional<ActivationReport> takeOver(Announcer announcer) throws Failure {
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    try {
      systemd.daemonReload();
      SortedMap<UnitName, ObservedUnit> active = OriginalPlanning.active(systemd);
      Parsed<Decision> decision =
          migration()
              .decide(
                  candidates,
                  decided.orElseGet(Decision::nothing),
                  active.keySet(),
                  systemd::fragmentPath);
      OriginalPlanning planning =
          new OriginalPlanning(
              new CompatPlanner(scope()),
              request.oldUnits(),
              request.nextUnits(),
              active,
              OriginalPlanning.Manager.LEFT_ALONE);
      return switch (decision) {
        case Parsed.Rejected<Decision>(List<Diagnostic> problems) ->
            throw new Failure(problems.getFirst().render());
        case Parsed.Accepted<Decision>(Decision accepted, List<Diagnostic> warnings) ->
            Optional.of(
                activation().run(planning.prepared(accepted).plan(), Optional.empty(), announcer));
      };
    } catch (SystemdException lost) {
      throw new Failure(String.valueOf(lost.getMessage()));
    } catch (IOException unreadable) {
      throw new Failure("cannot be read: " + Why.of(unreadable));
    }
  }

  @Override
  public void close() {
    systemd.close();
  }
}
