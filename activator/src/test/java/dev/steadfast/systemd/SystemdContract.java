package dev.steadfast.systemd;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Systemd} does, the one in memory and the real one alike.
 *
 * <p>A subclass defines the units of {@link #contractUnits()} before each test, none of them
 * running.
 */
public abstract class SystemdContract {
  private static final Duration AMPLE = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);

  protected static final UnitName SANDBOXED = new UnitName("contract-sandboxed.service");
  protected static final UnitName PLAIN = new UnitName("contract-plain.service");
  protected static final UnitName WITHOUT_RELOAD = new UnitName("contract-no-reload.service");
  protected static final UnitName FAILING = new UnitName("contract-failing.service");
  protected static final UnitName HANGING = new UnitName("contract-hanging.service");
  private static final UnitName UNKNOWN = new UnitName("contract-unknown.service");

  /** Every unit that the contract uses. */
  protected static SortedMap<UnitName, FakeUnit> contractUnits() {
    return new TreeMap<>(
        Map.of(
            SANDBOXED, FakeUnit.SANDBOXED,
            PLAIN, FakeUnit.PLAIN,
            WITHOUT_RELOAD, FakeUnit.WITHOUT_RELOAD,
            FAILING, FakeUnit.FAILING,
            HANGING, FakeUnit.HANGING));
  }

  /** The manager under test. */
  protected abstract Systemd systemd();

  /** A file of the host. */
  protected abstract Path content();

  /** An existing path in the mount namespace of {@link #SANDBOXED}. */
  protected abstract Path shownAs();

  private JobResult run(JobType type, UnitName unit) throws SystemdException {
    return requireNonNull(systemd().run(type, List.of(unit), AMPLE).get(unit));
  }

  private ActiveState stateOf(UnitName unit) throws SystemdException {
    ObservedUnit observed = systemd().units().get(unit);
    return observed == null ? ActiveState.INACTIVE : observed.activeState();
  }

  @Test
  void startedServiceHasProcessInvocationAndControlGroup() throws SystemdException {
    assertEquals(JobResult.DONE, run(JobType.START, PLAIN));
    assertEquals(ActiveState.ACTIVE, stateOf(PLAIN));
    assertEquals("running", requireNonNull(systemd().units().get(PLAIN)).subState());
    ObservedService service = systemd().service(PLAIN);
    assertTrue(service.invocationId().matches("[0-9a-f]{32}"), service.invocationId());
    assertTrue(service.mainPid() > 0);
    assertTrue(service.mainStartedUsec() > 0);
    assertEquals("/system.slice/" + PLAIN, service.controlGroup());
  }

  @Test
  void reloadKeepsTheProcessAndRestartReplacesIt() throws SystemdException {
    run(JobType.START, PLAIN);
    ObservedService started = systemd().service(PLAIN);
    assertEquals(JobResult.DONE, run(JobType.RELOAD, PLAIN));
    assertEquals(started, systemd().service(PLAIN));
    assertEquals(JobResult.DONE, run(JobType.RESTART, PLAIN));
    ObservedService restarted = systemd().service(PLAIN);
    assertNotEquals(started.invocationId(), restarted.invocationId());
    assertNotEquals(started.mainPid(), restarted.mainPid());
    assertTrue(restarted.mainStartedUsec() > started.mainStartedUsec());
  }

  @Test
  void startingWhatRunsChangesNothing() throws SystemdException {
    run(JobType.START, PLAIN);
    ObservedService started = systemd().service(PLAIN);
    assertEquals(JobResult.DONE, run(JobType.START, PLAIN));
    assertEquals(started, systemd().service(PLAIN));
  }

  @Test
  void stoppedServiceHasNoProcess() throws SystemdException {
    run(JobType.START, PLAIN);
    assertEquals(JobResult.DONE, run(JobType.STOP, PLAIN));
    assertEquals(0, systemd().service(PLAIN).mainPid());
    assertEquals(ActiveState.INACTIVE, stateOf(PLAIN));
    assertEquals(JobResult.DONE, run(JobType.STOP, PLAIN));
  }

  @Test
  void unknownServiceIsNotLoaded() throws SystemdException {
    assertEquals(ObservedService.NOT_LOADED, systemd().service(UNKNOWN));
  }

  @Test
  void refusedJobDoesNotHoldUpTheOthers() throws SystemdException {
    SortedMap<UnitName, JobResult> results =
        systemd().run(JobType.START, List.of(UNKNOWN, SANDBOXED, FAILING, PLAIN), AMPLE);
    assertEquals(
        Map.of(
            SANDBOXED, JobResult.DONE,
            PLAIN, JobResult.DONE,
            FAILING, JobResult.FAILED,
            UNKNOWN, JobResult.NOT_QUEUED),
        results);
    assertEquals(List.of(FAILING, PLAIN, SANDBOXED, UNKNOWN), new ArrayList<>(results.keySet()));
    assertEquals(ActiveState.FAILED, stateOf(FAILING));
  }

  @Test
  void reloadOfUnitWithoutReloadIsNotQueued() throws SystemdException {
    run(JobType.START, WITHOUT_RELOAD);
    assertEquals(JobResult.NOT_QUEUED, run(JobType.RELOAD, WITHOUT_RELOAD));
  }

  @Test
  void reloadOfStoppedUnitIsInvalid() throws SystemdException {
    assertEquals(JobResult.INVALID, run(JobType.RELOAD, PLAIN));
    assertFalse(stateOf(PLAIN).isUp());
  }

  @Test
  void jobThatDoesNotEndInTimeIsLeftAlone() throws SystemdException {
    SortedMap<UnitName, JobResult> results =
        systemd().run(JobType.START, List.of(HANGING, PLAIN), SHORT.multipliedBy(10));
    assertEquals(Map.of(HANGING, JobResult.DEADLINE, PLAIN, JobResult.DONE), results);
    assertEquals(ActiveState.ACTIVATING, stateOf(HANGING));
    assertEquals(JobResult.DONE, run(JobType.RESTART, PLAIN));
  }

  @Test
  void noUnitsIsNoJobs() throws SystemdException {
    assertEquals(Map.of(), systemd().run(JobType.RESTART, List.of(), SHORT));
  }

  @Test
  void theManagerHasAPath() throws SystemdException {
    assertTrue(systemd().variable("PATH").orElse("").contains("/bin"));
    assertEquals(Optional.empty(), systemd().variable("PAT"));
  }

  @Test
  void daemonReloadKeepsWhatRuns() throws SystemdException {
    run(JobType.START, PLAIN);
    ObservedService started = systemd().service(PLAIN);
    systemd().daemonReload();
    assertEquals(started, systemd().service(PLAIN));
    assertEquals(JobResult.DONE, run(JobType.RELOAD, PLAIN));
  }

  @Test
  void bindMountNeedsAMountNamespaceOfItsOwn() throws SystemdException {
    systemd().run(JobType.START, List.of(PLAIN, SANDBOXED), AMPLE);
    systemd().bindMount(SANDBOXED, content(), shownAs());
    SystemdException refused =
        assertThrows(
            SystemdException.class, () -> systemd().bindMount(PLAIN, content(), shownAs()));
    assertFalse(refused.errorName().isEmpty());
    assertTrue(refused.toString().contains(PLAIN.value()), refused.toString());
  }

  @Test
  void bindMountNeedsARunningUnit() {
    SystemdException refused =
        assertThrows(
            SystemdException.class, () -> systemd().bindMount(SANDBOXED, content(), shownAs()));
    assertFalse(refused.errorName().isEmpty());
  }

  @Test
  void failuresAreForgotten() throws SystemdException {
    run(JobType.START, FAILING);
    assertEquals(ActiveState.FAILED, stateOf(FAILING));
    systemd().resetFailed();
    assertEquals(ActiveState.INACTIVE, stateOf(FAILING));
  }

  @Test
  void anotherManagerKeepsWhatRunsAndEndsJobs() throws SystemdException {
    run(JobType.START, PLAIN);
    ObservedService started = systemd().service(PLAIN);
    systemd().reexecute();
    assertEquals(started, systemd().service(PLAIN));
    assertEquals(JobResult.DONE, run(JobType.RELOAD, PLAIN));
    systemd().reexecute();
    systemd().reexecute();
    assertEquals(JobResult.DONE, run(JobType.RESTART, PLAIN));
    assertNotEquals(started.mainPid(), systemd().service(PLAIN).mainPid());
  }

  @Test
  void whatIsWaitedForIsTold() throws SystemdException {
    TreeMap<Duration, SortedSet<UnitName>> told = new TreeMap<>();
    systemd()
        .run(
            JobType.START,
            List.of(HANGING, PLAIN, FAILING),
            SHORT.multipliedBy(10),
            (type, underWay, since) -> told.put(since, underWay));
    assertEquals(Set.of(HANGING), told.firstEntry().getValue());
    assertTrue(told.firstKey().compareTo(Duration.ofMillis(900)) > 0, told.toString());
    assertTrue(told.size() <= 3, told.toString());
  }

  @Test
  void aJobIsListedUntilItHasEnded() throws SystemdException {
    run(JobType.START, PLAIN);
    assertFalse(systemd().jobs().contains(PLAIN));
    systemd().run(JobType.START, List.of(HANGING), SHORT);
    assertTrue(systemd().jobs().contains(HANGING));
    assertEquals(JobResult.DONE, run(JobType.STOP, HANGING));
    assertFalse(systemd().jobs().contains(HANGING));
  }

  @Test
  void sourcesAreTheFilesOfLoadedUnits() throws SystemdException {
    run(JobType.START, PLAIN);
    SortedMap<UnitName, UnitSources> sources = systemd().sources(List.of(UNKNOWN, PLAIN, PLAIN));
    assertEquals(List.of(PLAIN, UNKNOWN), new ArrayList<>(sources.keySet()));
    assertEquals(UnitSources.NONE, sources.get(UNKNOWN));
    UnitSources plain = requireNonNull(sources.get(PLAIN));
    assertTrue(plain.fragment().orElseThrow().endsWith("/systemd/system/" + PLAIN));
    assertEquals(new UnitSources(plain.fragment(), List.of(), false), plain);
    assertEquals(plain, systemd().sources(PLAIN));
    assertEquals(Map.of(), systemd().sources(List.of()));
  }

  @Test
  void dependentsOfUnloadedUnitsAreNone() throws SystemdException {
    run(JobType.START, PLAIN);
    SortedMap<UnitName, Dependents> found = systemd().dependents(List.of(UNKNOWN, PLAIN));
    assertEquals(List.of(PLAIN, UNKNOWN), new ArrayList<>(found.keySet()));
    assertEquals(Dependents.NONE, found.get(UNKNOWN));
    assertEquals(Map.of(), systemd().dependents(List.of()));
  }

  @Test
  void conditionsAreKnownOnceTheyWereChecked() throws SystemdException {
    assertEquals(Map.of(), systemd().conditionResults(List.of(UNKNOWN)));
    run(JobType.START, PLAIN);
    assertEquals(Map.of(PLAIN, true), systemd().conditionResults(List.of(UNKNOWN, PLAIN)));
  }
}
