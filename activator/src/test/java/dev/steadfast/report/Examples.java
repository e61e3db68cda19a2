package dev.steadfast.report;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.Dialect;
import dev.steadfast.plan.Basis;
import dev.steadfast.plan.Handover;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Reason;
import dev.steadfast.plan.ReloadMechanism;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.Verdict;
import dev.steadfast.plan.WitnessSpec;
import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Mode;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plans that the tests of this package share. */
public final class Examples {
  private static final Path FROM = store("0", "nixos-system-box-1");
  private static final Path TO = store("1", "nixos-system-box-2");

  static final Reason WORK_MEM =
      new Reason(
          Effect.RELOAD,
          "conf",
          "work_mem",
          Optional.of("4MB"),
          Optional.of("8MB"),
          "postgresql/settings",
          "the server's own settings give its context as user");
  static final Reason MAX_CONNECTIONS =
      new Reason(
          Effect.RESTART,
          "conf",
          "max_connections",
          Optional.of("100"),
          Optional.of("321"),
          "postgresql/settings",
          "the server's own settings give its context as postmaster");
  static final Reason COMMENT =
      new Reason(
          Effect.NONE,
          "conf",
          "",
          Optional.empty(),
          Optional.empty(),
          "default/same-meaning",
          "other text, same meaning");
  static final Reason MEMORY =
      new Reason(
          Effect.MANAGER,
          "",
          "Service/MemoryMax",
          Optional.empty(),
          Optional.of("1G"),
          "default/memory-max",
          "systemd writes it to the running unit's cgroup");
  static final Reason PRE =
      new Reason(
          Effect.NEXT_START,
          "",
          "Service/ExecStartPre",
          Optional.of("/bin/a"),
          Optional.empty(),
          "default/start-steps",
          "");
  static final Reason UNKNOWN =
      new Reason(
          Effect.RESTART,
          "",
          "Service/Frob\u001b[2Jnicate",
          Optional.of("a\nb"),
          Optional.of("\u00e9\u202e"),
          "none",
          "no rule covers this setting");

  private Examples() {}

  /** One unit is reloaded and owes a restart, one is kept. */
  public static Plan reloadAndKeep() {
    return plan(
        List.of(),
        new Step.Keep(unit("cache.service"), because(COMMENT), List.of()),
        postgresql(List.of(MAX_CONNECTIONS)));
  }

  /** One unit is kept, and owes nothing. */
  public static Plan kept() {
    return plan(List.of(), new Step.Keep(unit("cache.service"), because(COMMENT), List.of()));
  }

  /** One unit is kept, and owes a restart. */
  public static Plan owed() {
    Verdict verdict = new Verdict(Mode.OWE, List.of(COMMENT), List.of(MAX_CONNECTIONS));
    return plan(List.of(), new Step.Keep(unit("postgresql.service"), verdict, List.of()));
  }

  /** Nothing differs. */
  public static Plan nothing() {
    return Plan.ofUnits(FROM, TO, Basis.OBSERVED, false, List.of(), new TreeMap<>());
  }

  /** A unit's mode does not allow what its change needs. */
  public static Plan refused() {
    UnitName unit = unit("postgresql.service");
    Verdict verdict = new Verdict(Mode.REFUSE, List.of(MAX_CONNECTIONS), List.of());
    return plan(
        List.of(new Plan.RefusedUnit(unit, MAX_CONNECTIONS)),
        new Step.Restart(unit, verdict, List.of()));
  }

  /** Each action once. */
  public static Plan everyAction() {
    return plan(
        List.of(),
        new Step.Keep(unit("a.service"), because(COMMENT, MEMORY, PRE), List.of()),
        new Step.Reload(
            unit("b.service"),
            because(WORK_MEM),
            Optional.empty(),
            List.of(new Handover.Stable(Path.of("/etc/b.conf"), Path.of("/etc/b.conf"))),
            ReloadMechanism.UNIT,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Step.WhenDown.START),
        new Step.Restart(unit("c.service"), because(UNKNOWN), List.of()),
        new Step.StopStart(unit("d.service"), because(UNKNOWN), List.of()),
        new Step.Start(unit("e.service"), because(MEMORY), Step.Start.By.WANTED),
        new Step.Stop(unit("f.service"), because(MEMORY)));
  }

  /** A reload that is seen by the processes that serve. */
  static Plan workers() {
    return plan(
        List.of(),
        new Step.Reload(
            unit("web.service"),
            because(WORK_MEM),
            Optional.empty(),
            List.of(),
            ReloadMechanism.UNIT,
            Optional.empty(),
            List.of(),
            List.of(
                new WitnessSpec.ChildrenReplaced(
                    "web: worker", Duration.ofSeconds(5), "a load forks new workers")),
            List.of(),
            Step.WhenDown.START));
  }

  /** The same plan with its steps given in another order. */
  static Plan shuffled(Plan plan) {
    Step[] steps = plan.steps().values().toArray(Step[]::new);
    Collections.reverse(Arrays.asList(steps));
    return Plan.ofUnits(
        plan.from(),
        plan.to(),
        plan.basis(),
        plan.manager().daemonReload(),
        plan.refused(),
        sorted(steps));
  }

  /** One that says nothing in particular. */
  static Reason anyReason() {
    return UNKNOWN;
  }

  /** All of them. */
  static List<Plan> all() {
    return List.of(reloadAndKeep(), kept(), owed(), nothing(), refused(), everyAction(), workers());
  }

  private static Step.Reload postgresql(List<Reason> owed) {
    Path hba = store("2", "pg_hba.conf");
    Path conf = store("3", "postgresql.conf");
    Path known = Path.of("/var/lib/postgresql/16/postgresql.conf");
    SortedMap<ConfigKey, String> kept =
        new TreeMap<>(Map.of(new ConfigKey("hba_file"), hba.toString()));
    return new Step.Reload(
        unit("postgresql.service"),
        new Verdict(Mode.OWE, List.of(WORK_MEM), owed),
        Optional.empty(),
        List.of(
            new Handover.Bind(hba, store("4", "pg_hba.conf")),
            new Handover.Relink(
                known,
                Path.of("/run/steadfast/postgresql.service/postgresql.conf"),
                Optional.of(new Handover.Derived(conf, Dialect.POSTGRESQL_CONF, kept)))),
        ReloadMechanism.UNIT,
        Optional.empty(),
        List.of(),
        List.of(
            new WitnessSpec.QueryMoved(
                "select pg_conf_load_time()", Duration.ofSeconds(5), "the load time moves"),
            new WitnessSpec.LogFreeOf(
                "was not reloaded", Optional.empty(), "the server logs what it rejects")),
        List.of(),
        Step.WhenDown.START);
  }

  private static Plan plan(List<Plan.RefusedUnit> refused, Step... steps) {
    return Plan.ofUnits(FROM, TO, Basis.ASSUMED, true, refused, sorted(steps));
  }

  private static SortedMap<UnitName, Step> sorted(Step... steps) {
    SortedMap<UnitName, Step> sorted = new TreeMap<>();
    for (Step step : steps) {
      sorted.put(step.unit(), step);
    }
    return sorted;
  }

  private static Verdict because(Reason... reasons) {
    return new Verdict(Mode.RESTART, List.of(reasons), List.of());
  }

  static UnitName unit(String name) {
    return new UnitName(name);
  }

  static Path store(String digit, String name) {
    return Path.of("/nix/store/" + digit.repeat(32) + "-" + name);
  }
}
