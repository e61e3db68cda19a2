package dev.steadfast.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The manager in memory keeps the contract, and what is scripted comes to pass. */
class FakeSystemdTest extends SystemdContract {
  private final FakeSystemd fake = new FakeSystemd();

  @BeforeEach
  void defineTheUnits() {
    contractUnits().forEach(fake::define);
  }

  @Override
  protected Systemd systemd() {
    return fake;
  }

  @Override
  protected Path content() {
    return Path.of("/etc/hostname");
  }

  @Override
  protected Path shownAs() {
    return Path.of("/etc/hosts");
  }

  private Map<UnitName, JobResult> reloadPlain() throws SystemdException {
    return fake.run(JobType.RELOAD, List.of(PLAIN), Duration.ofSeconds(1));
  }

  @Test
  void scriptedResultsComeInOrderThenTheUnitBehavesAgain() throws SystemdException {
    fake.running(PLAIN, FakeUnit.PLAIN, 42).nextResults(PLAIN, JobResult.TIMEOUT, JobResult.FAILED);
    assertEquals(Map.of(PLAIN, JobResult.TIMEOUT), reloadPlain());
    assertEquals(Map.of(PLAIN, JobResult.FAILED), reloadPlain());
    assertEquals(Map.of(PLAIN, JobResult.DONE), reloadPlain());
    assertEquals(42, fake.service(PLAIN).mainPid());
  }

  @Test
  void aFailingCallHasNoEffectAndTheNextWorks() throws SystemdException {
    fake.failAt(1, new SystemdException("org.example.Busy", "not now"));
    assertThrows(SystemdException.class, fake::daemonReload);
    assertEquals(List.of(), fake.log());
    fake.daemonReload();
    assertEquals(List.of("daemon-reload"), fake.log());
  }

  @Test
  void aLostBusStaysLostAndTheCallMayHaveHadItsEffect() throws SystemdException {
    fake.running(PLAIN, FakeUnit.PLAIN, 42).loseBusAt(2);
    fake.daemonReload();
    assertThrows(SystemdException.class, this::reloadPlain);
    assertThrows(SystemdException.class, fake::units);
    assertEquals(List.of("daemon-reload", "RELOAD " + PLAIN), fake.log());
  }

  @Test
  void theBindMessageNamesTheUnit() {
    SystemdException refused =
        assertThrows(SystemdException.class, () -> fake.bindMount(SANDBOXED, content(), shownAs()));
    assertEquals("org.freedesktop.systemd1.UnitInactive", refused.errorName());
  }

  @Test
  void whatIsSaidOfUnitsHoldsWhileTheyAreLoaded() throws SystemdException {
    UnitSources files = new UnitSources(Optional.of("/etc/a"), List.of("/etc/a.d/b.conf"), true);
    Dependents others =
        new Dependents(new TreeMap<>(Map.of(Relation.WANTS, new TreeSet<>(List.of(SANDBOXED)))));
    fake.withSources(PLAIN, files).withDependents(PLAIN, others);
    assertEquals(UnitSources.NONE, fake.sources(PLAIN));
    fake.running(PLAIN, FakeUnit.PLAIN, 42);
    assertEquals(files, fake.sources(PLAIN));
    assertEquals(Map.of(PLAIN, others), fake.dependents(List.of(PLAIN)));
  }
}
