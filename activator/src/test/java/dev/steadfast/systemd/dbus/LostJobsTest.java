package dev.steadfast.systemd.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.unit.UnitName;
import java.io.EOFException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.UInt32;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a job whose call or whose end was lost counts as. */
class LostJobsTest {
  private static final UnitName A = new UnitName("a.service");
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final DBusPath JOB = new DBusPath("/org/freedesktop/systemd1/job/7");

  @TempDir private Path directory;

  record Judged(JobType type, ActiveState state, JobResult expected, String because) {}

  static List<Judged> judged() {
    return List.of(
        new Judged(JobType.START, ActiveState.ACTIVE, JobResult.DONE, "it has arrived"),
        new Judged(JobType.RESTART, ActiveState.ACTIVE, JobResult.DONE, "it has arrived"),
        new Judged(JobType.RELOAD, ActiveState.ACTIVE, JobResult.DONE, "if the service agrees"),
        new Judged(JobType.STOP, ActiveState.ACTIVE, JobResult.UNRECOGNIZED, "it was not stopped"),
        new Judged(JobType.STOP, ActiveState.INACTIVE, JobResult.DONE, "it has arrived"),
        new Judged(JobType.STOP, ActiveState.FAILED, JobResult.DONE, "as unit_process_job() does"),
        new Judged(JobType.START, ActiveState.FAILED, JobResult.FAILED, "it says so"),
        new Judged(JobType.RELOAD, ActiveState.FAILED, JobResult.FAILED, "it says so"),
        new Judged(JobType.START, ActiveState.INACTIVE, JobResult.UNRECOGNIZED, "or was it once?"),
        new Judged(JobType.START, ActiveState.ACTIVATING, JobResult.UNRECOGNIZED, "on its own"));
  }

  @ParameterizedTest
  @MethodSource("judged")
  void aStateSaysWhatBecameOfAJob(Judged c) {
    assertEquals(c.expected(), LostJobs.judged(c.type(), c.state()), c.because());
  }

  record Case(
      String name,
      JobType type,
      String listedJob,
      String state,
      JobResult expected,
      List<String> calls,
      String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    List<String> look = List.of("GetNameOwner", "Subscribe", "ListJobs");
    List<String> lookAndState = List.of("GetNameOwner", "Subscribe", "ListJobs", "ListUnits");
    List<String> again = List.of("GetNameOwner", "Subscribe", "ListJobs", "ListUnits", "StartUnit");
    return List.of(
        new Case(
            "listed reload", JobType.RELOAD, "reload", "", JobResult.DONE, look, "it was queued"),
        new Case(
            "listed restart",
            JobType.RESTART,
            "start",
            "",
            JobResult.DONE,
            look,
            "its first half is over"),
        new Case(
            "missing reload",
            JobType.RELOAD,
            "",
            "active",
            JobResult.UNRECOGNIZED,
            lookAndState,
            "never twice"),
        new Case(
            "missing restart",
            JobType.RESTART,
            "stop",
            "active",
            JobResult.UNRECOGNIZED,
            lookAndState,
            "never twice, and somebody's stop is not it"),
        new Case(
            "missing start that has arrived",
            JobType.START,
            "",
            "active",
            JobResult.DONE,
            lookAndState,
            "nothing to do"),
        new Case(
            "missing start", JobType.START, "", "inactive", JobResult.DONE, again, "once more"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aJobWhoseAnswerWasLostIsLookedFor(Case c) throws Exception {
    List<String> calls = Collections.synchronizedList(new ArrayList<>());
    ScriptedBus.Script hangsUp =
        (bus, call) -> {
          throw new EOFException("hangs up");
        };
    ScriptedBus.Script second =
        (bus, call) -> {
          calls.add(call.getName());
          return answer(bus, call, c);
        };
    try (ScriptedBus bus = ScriptedBus.following(directory, hangsUp, second);
        DbusSystemd systemd = DbusSystemd.connect(bus.address(), AMPLE, AMPLE)) {
      assertEquals(Map.of(A, c.expected()), systemd.run(c.type(), List.of(A), AMPLE), c.because());
    }
    assertEquals(c.calls(), calls);
  }

  private static List<Message> answer(ScriptedBus bus, MethodCall call, Case c)
      throws DBusException {
    Message ended = bus.jobRemoved(ScriptedBus.MANAGER, JOB.getPath(), A.value(), "done");
    return switch (call.getName()) {
      case "GetNameOwner" -> List.of(bus.returns(call, "s", ScriptedBus.MANAGER));
      case "Subscribe" -> List.of(bus.returns(call));
      case "ListUnits" ->
          List.of(
              bus.returns(
                  call,
                  "a(ssssssouso)",
                  List.<Object[]>of(
                      new Object[] {
                        A.value(), "", "loaded", c.state(), "", "", JOB, new UInt32(0), "", JOB
                      })));
      case "ListJobs" -> {
        Object[] job = {new UInt32(7), A.value(), c.listedJob(), "running", JOB, JOB};
        List<Object[]> jobs = c.listedJob().isEmpty() ? List.of() : List.<Object[]>of(job);
        yield List.of(bus.returns(call, "a(usssoo)", jobs), ended);
      }
      case "StartUnit" -> List.of(bus.returns(call, "o", JOB), ended);
      default -> throw new IllegalStateException("unexpected " + call);
    };
  }
}
