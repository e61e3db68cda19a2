package dev.steadfast.systemd.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.RunningCommand;
import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.ObservedService;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody else restarts the bus, or has the manager execute itself anew, while we are at work. */
class LostBusIT {
  private static final UnitName SLOW = new UnitName("slow.service");
  private static final UnitName ONCE = new UnitName("once.service");
  private static final Duration AMPLE = Duration.ofSeconds(60);

  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @SuppressWarnings("NullAway.Init")
  private DbusSystemd systemd;

  /** What happens to the bus or the manager. */
  enum Event {
    REEXECUTION("systemctl daemon-reexec"),
    BUS_RESTART("systemctl restart dbus.service"),
    BUS_KILLED("systemctl kill -s KILL dbus.service"),
    BOTH("systemctl restart dbus.service; systemctl daemon-reexec");

    private final String script;

    Event(String script) {
      this.script = script;
    }

    /** Waits, outside of this process, until the unit is in a state; then lets it happen. */
    RunningCommand once(UnitName unit, String state) {
      String wait =
          "until test \"$(systemctl show --value -p ActiveState "
              + unit
              + ")\" = "
              + state
              + "; do sleep 0.05; done; ";
      return box.start(Command.of("bash", "-c", wait + script));
    }

    void happen() {
      box.run("bash", "-c", script);
    }
  }

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("lost-bus"));
    write(ONCE, "Type=oneshot\nRemainAfterExit=yes\nExecStart=/bin/sleep 4\n");
    write(
        SLOW,
        """
        Type=exec
        ExecStartPre=/bin/sleep 4
        ExecStart=/bin/sleep infinity
        ExecReload=/bin/sh -c 'echo reloaded >> /run/reloads; exec sleep 4'
        """);
  }

  private static void write(UnitName unit, String service) {
    box.write("/run/systemd/system/" + unit, "[Service]\n" + service);
  }

  @AfterAll
  static void end() {
    box.close();
  }

  @BeforeEach
  void connectAndStopAll() throws SystemdException {
    systemd =
        DbusSystemd.connect("unix:path=/proc/" + box.pid1() + "/root/run/dbus/system_bus_socket");
    systemd.daemonReload();
    systemd.run(JobType.STOP, List.of(ONCE, SLOW), AMPLE);
    box.write("/run/reloads", "");
  }

  @AfterEach
  void disconnect() {
    systemd.close();
  }

  record Case(
      String name, Event event, UnitName unit, JobType type, String during, JobType before) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Event event : Event.values()) {
      String during = event + " during a ";
      cases.add(new Case(during + "start", event, ONCE, JobType.START, "activating", JobType.STOP));
      cases.add(
          new Case(during + "reload", event, SLOW, JobType.RELOAD, "reloading", JobType.START));
      cases.add(
          new Case(during + "restart", event, SLOW, JobType.RESTART, "activating", JobType.START));
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theJobIsWaitedForAndCountsAsDone(Case c) throws SystemdException {
    systemd.run(c.before(), List.of(c.unit()), AMPLE);
    String earlier = systemd.service(SLOW).invocationId();
    try (RunningCommand _ = c.event().once(c.unit(), c.during())) {
      long start = System.nanoTime();
      Map<UnitName, JobResult> results = systemd.run(c.type(), List.of(c.unit()), AMPLE);
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      assertEquals(Map.of(c.unit(), JobResult.DONE), results);
      assertTrue(millis >= 3900, "the end of the job was awaited: " + millis + " ms");
      assertTrue(millis < 15_000, "its end was heard of at once: " + millis + " ms");
    }
    assertEquals(ActiveState.ACTIVE, state(c.unit()));
    assertEquals(c.type() == JobType.RELOAD ? "reloaded\n" : "", box.read("/run/reloads"));
    if (c.type() == JobType.RESTART) {
      assertNotEquals(earlier, systemd.service(SLOW).invocationId());
    }
  }

  private ActiveState state(UnitName unit) throws SystemdException {
    ObservedUnit observed = systemd.units().get(unit);
    return observed == null ? ActiveState.INACTIVE : observed.activeState();
  }

  @ParameterizedTest
  @EnumSource(Event.class)
  void callsAfterItWork(Event event) throws SystemdException {
    event.happen();
    systemd.daemonReload();
    event.happen();
    assertEquals(ActiveState.INACTIVE, state(ONCE));
    event.happen();
    assertEquals(ObservedService.NOT_LOADED, systemd.service(new UnitName("none.service")));
    event.happen();
    String fragment = systemd.fragmentPath(new UnitName("dbus.service")).orElse("");
    assertTrue(fragment.endsWith("/lib/systemd/system/dbus.service"), fragment);
    event.happen();
    systemd.resetFailed();
    event.happen();
    systemd.reexecute();
    event.happen();
    for (JobType type : List.of(JobType.START, JobType.RELOAD, JobType.RESTART, JobType.STOP)) {
      assertEquals(
          Map.of(SLOW, JobResult.DONE), systemd.run(type, List.of(SLOW), AMPLE), type.toString());
      event.happen();
    }
    assertEquals("reloaded\n", box.read("/run/reloads"));
  }

  @Test
  void aReloadThatFailsUnheardIsNoSuccess() throws SystemdException {
    UnitName fails = new UnitName("fails.service");
    write(
        fails,
        """
        Type=exec
        ExecStart=/bin/sleep infinity
        ExecReload=/bin/sh -c 'until test -e /run/dbus-is-down; do sleep 0.05; done; exit 1'
        """);
    systemd.daemonReload();
    systemd.run(JobType.START, List.of(fails), AMPLE);
    String script =
        """
        until test "$(systemctl show --value -p ActiveState fails.service)" = reloading; do
          sleep 0.05
        done
        systemctl stop dbus.socket dbus.service
        touch /run/dbus-is-down
        while test "$(systemctl show --value -p ActiveState fails.service)" = reloading; do
          sleep 0.05
        done
        systemctl start dbus.socket dbus.service
        """;
    try (RunningCommand _ = box.start(Command.of("bash", "-c", script))) {
      assertEquals(
          Map.of(fails, JobResult.FAILED), systemd.run(JobType.RELOAD, List.of(fails), AMPLE));
    }
  }
}
