package dev.steadfast.systemd.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.ObservedService;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a bus can do to us. What systemd does is the contract's part. */
class DbusSystemdTest {
  private static final UnitName A = new UnitName("a.service");
  private static final UnitName B = new UnitName("b.service");
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final String JOB = "/org/freedesktop/systemd1/job/";

  @TempDir private Path directory;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private ScriptedBus bus(ScriptedBus.Script script) throws IOException {
    ScriptedBus bus = ScriptedBus.following(directory, script);
    open.add(bus);
    return bus;
  }

  private DbusSystemd systemd(ScriptedBus.Script script) throws IOException, SystemdException {
    DbusSystemd systemd = DbusSystemd.connect(bus(script).address(), AMPLE, SHORT);
    open.add(systemd);
    return systemd;
  }

  private SortedMap<UnitName, JobResult> start(
      Duration timeout, ScriptedBus.Script answers, UnitName... units)
      throws IOException, SystemdException {
    return systemd(withoutOrder(answers)).run(JobType.START, Arrays.asList(units), timeout);
  }

  /** Units that are ordered after none. */
  private static ScriptedBus.Script withoutOrder(ScriptedBus.Script answers) {
    return (bus, call) ->
        switch (call.getName()) {
          case "LoadUnit" -> List.of(bus.returns(call, "o", new DBusPath("/unit")));
          case "Get" -> List.of(bus.returns(call, "v", new Variant<>(List.of(), "as")));
          default -> answers.answer(bus, call);
        };
  }

  @Test
  void jobsAreQueuedByNameIfTheirOrderIsNotTold() throws Exception {
    List<String> queued = Collections.synchronizedList(new ArrayList<>());
    ScriptedBus.Script untold =
        (bus, call) -> {
          if (call.getName().equals("LoadUnit")) {
            return List.of(bus.refuses(call, "org.freedesktop.DBus.Error.AccessDenied", "no"));
          }
          queued.add(unitOf(call));
          return List.of(queued(bus, call), removed(bus, call, "done"));
        };
    systemd(untold).run(JobType.STOP, List.of(A, B), AMPLE);
    assertEquals(List.of(B.value(), A.value()), queued);
  }

  private static String unitOf(MethodCall call) throws DBusException {
    return (String) call.getParameters()[0];
  }

  @Test
  void noBusFailsAtOnceAndSaysWhere() {
    String address = "unix:path=" + directory.resolve("nothing");
    SystemdException failed =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () ->
                assertThrows(
                    SystemdException.class, () -> DbusSystemd.connect(address, AMPLE, SHORT)));
    assertEquals("", failed.errorName());
    assertTrue(failed.toString().contains(address), failed.toString());
  }

  @Test
  void aBusThatSaysNothingIsGivenUp() throws IOException {
    ScriptedBus silent = ScriptedBus.silent(directory);
    open.add(silent);
    SystemdException failed =
        assertThrows(
            SystemdException.class, () -> DbusSystemd.connect(silent.address(), SHORT, SHORT));
    assertTrue(failed.toString().contains("did not let us in"), failed.toString());
  }

  @Test
  void aBusThatHangsUpInTheMiddleSaysWhatWasGoingOn() throws Exception {
    DbusSystemd systemd =
        systemd(
            (bus, call) -> {
              throw new EOFException("hangs up");
            });
    SystemdException failed = assertThrows(SystemdException.class, systemd::units);
    assertEquals("", failed.errorName());
    assertTrue(failed.toString().contains("listing the loaded units"), failed.toString());
    assertThrows(SystemdException.class, systemd::units, "and stays lost");
  }

  @Test
  void errorNamesAreKept() throws Exception {
    DbusSystemd systemd =
        systemd((bus, call) -> List.of(bus.refuses(call, "org.example.Odd", "because")));
    SystemdException refused = assertThrows(SystemdException.class, systemd::daemonReload);
    assertEquals("org.example.Odd", refused.errorName());
    assertTrue(refused.toString().contains("because"), refused.toString());
  }

  @Test
  void unknownUnitIsNotLoadedButOtherErrorsAreErrors() throws Exception {
    DbusSystemd systemd =
        systemd(
            (bus, call) ->
                List.of(
                    bus.refuses(
                        call,
                        unitOf(call).equals(A.value())
                            ? "org.freedesktop.systemd1.NoSuchUnit"
                            : "org.freedesktop.DBus.Error.AccessDenied",
                        "no")));
    assertEquals(ObservedService.NOT_LOADED, systemd.service(A));
    assertThrows(SystemdException.class, () -> systemd.service(B));
  }

  @Test
  void oddUnitNamesAreLeftOutAndOddStatesAreUnrecognized() throws Exception {
    DbusSystemd systemd =
        systemd(
            (bus, call) ->
                List.of(
                    bus.returns(
                        call,
                        "a(ssssssouso)",
                        List.of(row("b.service", "thawing"), row("no unit", "active")))));
    assertEquals(Map.of(B, new ObservedUnit(B, ActiveState.UNRECOGNIZED, "sub")), systemd.units());
  }

  private static Object[] row(String name, String activeState) {
    DBusPath none = new DBusPath("/");
    return new Object[] {name, "", "loaded", activeState, "sub", "", none, new UInt32(0), "", none};
  }

  record Case(
      String name,
      ScriptedBus.Script answers,
      JobResult expectedOfA,
      JobResult expectedOfB,
      String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case(
            "signal after the answer",
            (bus, call) -> List.of(queued(bus, call), removed(bus, call, "done")),
            JobResult.DONE,
            JobResult.DONE,
            "the usual order"),
        new Case(
            "signal before the answer",
            (bus, call) -> List.of(removed(bus, call, "failed"), queued(bus, call)),
            JobResult.FAILED,
            JobResult.FAILED,
            "a job may end before its path is known"),
        new Case(
            "one job for both",
            (bus, call) ->
                unitOf(call).equals("a.service")
                    ? List.of(bus.returns(call, "o", new DBusPath(JOB + "7")))
                    : List.of(
                        bus.returns(call, "o", new DBusPath(JOB + "7")),
                        bus.jobRemoved(ScriptedBus.MANAGER, JOB + "7", "a.service", "done")),
            JobResult.DONE,
            JobResult.DONE,
            "systemd merges the jobs of a unit and its alias"),
        new Case(
            "word of a later systemd",
            (bus, call) -> List.of(queued(bus, call), removed(bus, call, "melted")),
            JobResult.UNRECOGNIZED,
            JobResult.UNRECOGNIZED,
            "an unheard-of result is a failure, not a crash"),
        new Case(
            "forged signal",
            (bus, call) ->
                List.of(
                    queued(bus, call),
                    bus.jobRemoved(ScriptedBus.STRANGER, JOB + unitOf(call), "x", "done")),
            JobResult.DEADLINE,
            JobResult.DEADLINE,
            "anyone on the bus can send us a signal"),
        new Case(
            "one refused",
            (bus, call) ->
                unitOf(call).equals("a.service")
                    ? List.of(bus.refuses(call, "org.freedesktop.systemd1.NoSuchUnit", "none"))
                    : List.of(queued(bus, call), removed(bus, call, "done")),
            JobResult.NOT_QUEUED,
            JobResult.DONE,
            "the others go on"),
        new Case(
            "one unanswered",
            (bus, call) ->
                unitOf(call).equals("a.service")
                    ? List.of()
                    : List.of(queued(bus, call), removed(bus, call, "skipped")),
            JobResult.DEADLINE,
            JobResult.SKIPPED,
            "the deadline holds for queuing too; what came in time counts"));
  }

  private static Message queued(ScriptedBus bus, MethodCall call) throws DBusException {
    return bus.returns(call, "o", new DBusPath(JOB + unitOf(call)));
  }

  private static Message removed(ScriptedBus bus, MethodCall call, String result)
      throws DBusException {
    return bus.jobRemoved(ScriptedBus.MANAGER, JOB + unitOf(call), unitOf(call), result);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void runReportsOneResultAUnit(Case c) throws Exception {
    boolean waits = c.expectedOfA() == JobResult.DEADLINE;
    assertEquals(
        Map.of(A, c.expectedOfA(), B, c.expectedOfB()),
        start(waits ? SHORT.multipliedBy(5) : AMPLE, c.answers(), B, A, B),
        c.because());
  }

  @Test
  void aManagerThatVanishesWhileQueuingIsAnException() {
    SystemdException lost =
        assertThrows(
            SystemdException.class,
            () ->
                start(
                    AMPLE,
                    (bus, call) ->
                        List.of(
                            bus.refuses(call, "org.freedesktop.DBus.Error.NoReply", "peer left")),
                    A));
    assertEquals("org.freedesktop.DBus.Error.NoReply", lost.errorName());
    assertTrue(lost.toString().contains(A.value()), lost.toString());
  }

  @Test
  void aBusLostWhileJobsRunIsAnException() {
    SystemdException lost =
        assertThrows(
            SystemdException.class,
            () ->
                start(
                    AMPLE,
                    (bus, call) -> {
                      if (unitOf(call).equals(B.value())) {
                        throw new EOFException("hangs up");
                      }
                      return List.of(queued(bus, call));
                    },
                    A,
                    B));
    assertEquals("", lost.errorName());
  }

  @Test
  void manyUnitsAreAllAnswered() throws Exception {
    UnitName[] units = new UnitName[300];
    for (int i = 0; i < units.length; i++) {
      units[i] = new UnitName("many-" + i + ".service");
    }
    SortedMap<UnitName, JobResult> results =
        start(AMPLE, (bus, call) -> List.of(removed(bus, call, "done"), queued(bus, call)), units);
    assertEquals(300, results.size());
    assertTrue(results.values().stream().allMatch(JobResult::isSuccess));
  }
}
