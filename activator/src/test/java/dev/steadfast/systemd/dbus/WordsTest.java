package dev.steadfast.systemd.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.unit.UnitName;
import java.util.EnumSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {
  private static final UnitName UNIT = new UnitName("a.service");

  @ParameterizedTest
  @EnumSource
  void everyActiveStateIsUnderstood(ActiveState state) {
    assertEquals(state, Words.activeState(state.name().toLowerCase(Locale.ROOT), UNIT));
  }

  /** Results of our own are no words of systemd: they must not be taken from the wire. */
  @ParameterizedTest
  @EnumSource
  void everyJobResultOfSystemdIsUnderstood(JobResult result) {
    EnumSet<JobResult> ours = EnumSet.of(JobResult.NOT_QUEUED, JobResult.DEADLINE);
    assertEquals(
        ours.contains(result) ? JobResult.UNRECOGNIZED : result,
        Words.jobResult(result.name().toLowerCase(Locale.ROOT), UNIT));
  }

  @Test
  void unknownWordsAreUnrecognized() {
    assertEquals(ActiveState.UNRECOGNIZED, Words.activeState("", UNIT));
    assertEquals(JobResult.UNRECOGNIZED, Words.jobResult("DONE", UNIT));
  }
}
