package dev.steadfast.systemd.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Result;
import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.FakeUnit;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.ObservedService;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdContract;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real systemd keeps the contract; its bus is reached through the box's root. */
class DbusSystemdIT extends SystemdContract {
  private static final Duration AMPLE = Duration.ofSeconds(60);

  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @SuppressWarnings("NullAway.Init")
  private DbusSystemd systemd;

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("bus"));
    box.write("/run/contract/content", "new\n");
    box.write("/run/contract/shown-as", "old\n");
    contractUnits().forEach(DbusSystemdIT::write);
  }

  @AfterAll
  static void end() {
    box.close();
  }

  private static void write(UnitName unit, FakeUnit behaviour) {
    box.write("/run/systemd/system/" + unit, "[Service]\n" + service(behaviour));
  }

  private static String service(FakeUnit behaviour) {
    // A job of Type=exec ends when the process has its namespaces, one of Type=simple before.
    String runs = "Type=exec\nExecStart=/bin/sleep infinity\n";
    return switch (behaviour) {
      case SANDBOXED -> runs + "ExecReload=/bin/true\nPrivateMounts=yes\n";
      case PLAIN -> runs + "ExecReload=/bin/true\n";
      case WITHOUT_RELOAD -> runs;
      case FAILING -> "Type=oneshot\nExecStart=/bin/false\n";
      case HANGING ->
          """
          Type=oneshot
          TimeoutStartSec=infinity
          ExecStart=/bin/sleep infinity
          ExecReload=/bin/true
          """;
    };
  }

  @BeforeEach
  void connectAndStopAll() throws SystemdException {
    systemd =
        DbusSystemd.connect("unix:path=/proc/" + box.pid1() + "/root/run/dbus/system_bus_socket");
    systemd.daemonReload();
    systemd.run(JobType.STOP, contractUnits().keySet(), AMPLE);
  }

  @AfterEach
  void disconnect() {
    systemd.close();
  }

  @Override
  protected Systemd systemd() {
    return systemd;
  }

  @Override
  protected Path content() {
    return Path.of("/run/contract/content");
  }

  @Override
  protected Path shownAs() {
    return Path.of("/run/contract/shown-as");
  }

  @Test
  void aBoundFileIsSeenByTheServiceAlone() throws SystemdException {
    systemd.run(JobType.START, List.of(SANDBOXED), AMPLE);
    systemd.bindMount(SANDBOXED, content(), shownAs());
    ObservedService service = systemd.service(SANDBOXED);
    assertEquals("new\n", box.read("/proc/" + service.mainPid() + "/root" + shownAs()));
    assertEquals("old\n", box.read(shownAs().toString()));
    Result written =
        box.run("sh", "-c", "echo x >> /proc/" + service.mainPid() + "/root" + shownAs());
    assertTrue(written.err().contains("Read-only file system"), written.toString());
  }

  @Test
  void serviceSaysWhatSystemctlSays() throws SystemdException {
    systemd.run(JobType.START, List.of(PLAIN), AMPLE);
    ObservedService service = systemd.service(PLAIN);
    String unit = PLAIN.value();
    assertEquals(box.property(unit, "InvocationID"), service.invocationId());
    assertEquals(box.property(unit, "MainPID"), Long.toString(service.mainPid()));
    assertEquals(box.property(unit, "ControlGroup"), service.controlGroup());
    assertEquals(
        box.property(unit, "ExecMainStartTimestampMonotonic"),
        Long.toString(service.mainStartedUsec()));
  }

  @Test
  void allLoadedUnitsAreListed() throws SystemdException {
    SortedSet<String> expected = new TreeSet<>();
    box.systemctl("list-units", "--all", "--plain", "--no-legend", "--full")
        .orThrow()
        .out()
        .lines()
        .forEach(line -> expected.add(line.strip().split(" ", 2)[0]));
    SortedSet<String> found = new TreeSet<>();
    systemd.units().keySet().forEach(unit -> found.add(unit.value()));
    assertEquals(expected, found);
  }

  /** dbus-daemon turns away who has more than 128 calls without an answer. */
  @Test
  void hundredsOfJobsInOneRun() throws SystemdException {
    box.write("/run/systemd/system/contract-many@.service", "[Service]\nExecStart=/bin/true\n");
    SortedSet<UnitName> many = new TreeSet<>();
    for (int i = 0; i < 300; i++) {
      many.add(new UnitName("contract-many@" + i + ".service"));
    }
    var results = systemd.run(JobType.START, many, AMPLE);
    assertEquals(many, results.keySet());
    assertTrue(results.values().stream().allMatch(r -> r == JobResult.DONE), results.toString());
  }

  /** The names would have them the other way round. */
  @Test
  void unitsWaitForThoseTheyAreOrderedAfter() throws SystemdException {
    String once = "[Service]\nType=oneshot\nRemainAfterExit=yes\n";
    box.write(
        "/run/systemd/system/contract-a@.service",
        "[Unit]\nAfter=contract-b@%i.service\n"
            + once
            + "ExecStart=/usr/bin/test -e /run/order/%i\nExecStop=/usr/bin/test -e /run/order/%i\n");
    box.write(
        "/run/systemd/system/contract-b@.service",
        once + "ExecStart=/usr/bin/touch /run/order/%i\nExecStop=/bin/rm /run/order/%i\n");
    box.run("mkdir", "-p", "/run/order").orThrow();
    SortedSet<UnitName> pairs = new TreeSet<>();
    for (int i = 0; i < 40; i++) {
      pairs.add(new UnitName("contract-a@" + i + ".service"));
      pairs.add(new UnitName("contract-b@" + i + ".service"));
    }
    var started = systemd.run(JobType.START, pairs, AMPLE);
    assertTrue(started.values().stream().allMatch(r -> r == JobResult.DONE), started.toString());
    systemd.run(JobType.STOP, pairs, AMPLE);
    SortedSet<UnitName> failed = new TreeSet<>();
    systemd
        .units()
        .values()
        .forEach(
            unit -> {
              if (unit.activeState() == ActiveState.FAILED && pairs.contains(unit.name())) {
                failed.add(unit.name());
              }
            });
    assertEquals(Set.of(), failed);
  }
}
