package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.plan.Basis;
import dev.steadfast.plan.ManagerSteps;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.ReloadMechanism;
import dev.steadfast.plan.Rules;
import dev.steadfast.plan.Step;
import dev.steadfast.plan.Verdict;
import dev.steadfast.policy.Mode;
import dev.steadfast.systemd.Dependents;
import dev.steadfast.systemd.FakeSystemd;
import dev.steadfast.systemd.FakeUnit;
import dev.steadfast.systemd.Relation;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PulledAlongTest {
  private static final UnitName A = new UnitName("a.service");
  private static final Verdict ANY = new Verdict(Mode.RESTART, List.of(), List.of());
  private final FakeSystemd systemd = new FakeSystemd();
  private final SortedMap<UnitName, UnitFile> next = new TreeMap<>();

  private void running(String... names) {
    for (String name : names) {
      systemd.running(new UnitName(name), FakeUnit.PLAIN, 1);
    }
  }

  private void now(String unit, Relation relation, String... others) {
    SortedSet<UnitName> units = new TreeSet<>();
    for (String other : others) {
      units.add(new UnitName(other));
    }
    systemd.withDependents(
        new UnitName(unit), new Dependents(new TreeMap<>(Map.of(relation, units))));
  }

  private void then(String unit, String setting, String value) {
    SortedMap<SettingKey, List<String>> settings = new TreeMap<>();
    settings.put(new SettingKey("Unit", setting), List.of(value));
    next.put(new UnitName(unit), new UnitFile(new UnitName(unit), List.of(), settings));
  }

  private List<String> lines(Step... planned) throws SystemdException {
    SortedMap<UnitName, Step> steps = new TreeMap<>();
    for (Step step : planned) {
      steps.put(step.unit(), step);
    }
    ManagerSteps manager = new ManagerSteps(false, false, false, List.of());
    Path toplevel = Path.of("/toplevel");
    Plan plan =
        new Plan(
            toplevel,
            toplevel,
            Basis.OBSERVED,
            Rules.OWN,
            manager,
            List.of(),
            steps,
            new TreeSet<>());
    return new PulledAlong(systemd, next).by(plan);
  }

  private static Step restart() {
    return new Step.Restart(A, ANY, List.of());
  }

  private static Step reload() {
    return new Step.Reload(
        A,
        ANY,
        Optional.empty(),
        List.of(),
        ReloadMechanism.PLAIN,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Step.WhenDown.START);
  }

  @Test
  void whatDependsOnARestartedUnitGoesWithItAndSoOn() throws SystemdException {
    running("a.service", "b.service", "c.service", "stopped-along.service");
    now("a.service", Relation.REQUIRED_BY, "b.service", "down.service");
    now("b.service", Relation.BOUND_BY, "a.service", "c.service");
    now("c.service", Relation.PROPAGATES_STOP_TO, "stopped-along.service");
    assertEquals(
        List.of(
            "b.service: goes with a.service, on which it depends",
            "c.service: goes with b.service, on which it depends"),
        lines(restart()));
  }

  @Test
  void aStopReachesMoreThanARestart() throws SystemdException {
    running("a.service", "b.service");
    now("a.service", Relation.PROPAGATES_STOP_TO, "b.service");
    assertEquals(List.of(), lines(restart()));
    assertEquals(
        List.of("b.service: goes with a.service, on which it depends"),
        lines(new Step.Stop(A, ANY)));
  }

  @Test
  void whatIsPlannedAnywayIsNotRepeated() throws SystemdException {
    running("a.service", "b.service", "c.service");
    now("a.service", Relation.CONSISTS_OF, "b.service", "c.service");
    assertEquals(
        List.of("c.service: goes with a.service, on which it depends"),
        lines(
            restart(),
            new Step.Restart(new UnitName("b.service"), ANY, List.of()),
            new Step.Keep(new UnitName("c.service"), ANY, List.of())));
  }

  @Test
  void aRestartFollowsTheNextDefinitionsAndAStopTheOldOnes() throws SystemdException {
    running("a.service", "added.service", "dropped.service");
    now("a.service", Relation.REQUIRED_BY, "dropped.service");
    then("added.service", "PartOf", "x.service a.service");
    then("dropped.service", "After", "a.service");
    assertEquals(
        List.of("added.service: goes with a.service, on which it depends"), lines(restart()));
    assertEquals(
        List.of("dropped.service: goes with a.service, on which it depends"),
        lines(new Step.StopStart(A, ANY, List.of())));
  }

  @Test
  void aReloadTravelsByEitherSidesSetting() throws SystemdException {
    running("a.service", "b.service", "c.service");
    now("a.service", Relation.PROPAGATES_RELOAD_TO, "b.service");
    assertEquals(
        List.of("b.service: is reloaded with a.service, which propagates it"), lines(reload()));
    then("b.service", "ReloadPropagatedFrom", "other.service");
    assertEquals(
        List.of("b.service: is reloaded with a.service, which propagates it"),
        lines(reload()),
        "the unit that has the setting may be the one that stays");
    then("a.service", "PropagatesReloadTo", "c.service");
    assertEquals(
        List.of("c.service: is reloaded with a.service, which propagates it"), lines(reload()));
  }
}
