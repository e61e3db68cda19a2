package dev.steadfast.systemd.dbus;

import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.JobResult;
import dev.steadfast.systemd.JobType;
import dev.steadfast.systemd.Relation;
import dev.steadfast.unit.UnitName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * systemd's words on the wire, and ours.
 *
 * <p>Source: org.freedesktop.systemd1(5); {@code unit_active_state_table} and {@code
 * job_result_table} of systemd 257.
 */
final class Words {
  private static final Logger LOG = LoggerFactory.getLogger(Words.class);

  private Words() {}

  static ActiveState activeState(String word, UnitName unit) {
    return switch (word) {
      case "active" -> ActiveState.ACTIVE;
      case "reloading" -> ActiveState.RELOADING;
      case "inactive" -> ActiveState.INACTIVE;
      case "failed" -> ActiveState.FAILED;
      case "activating" -> ActiveState.ACTIVATING;
      case "deactivating" -> ActiveState.DEACTIVATING;
      case "maintenance" -> ActiveState.MAINTENANCE;
      case "refreshing" -> ActiveState.REFRESHING;
      default -> {
        LOG.warn("{}: unknown active state \"{}\"; it counts as not running", unit, word);
        yield ActiveState.UNRECOGNIZED;
      }
    };
  }

  static JobResult jobResult(String word, UnitName unit) {
    return switch (word) {
      case "done" -> JobResult.DONE;
      case "canceled" -> JobResult.CANCELED;
      case "timeout" -> JobResult.TIMEOUT;
      case "failed" -> JobResult.FAILED;
      case "dependency" -> JobResult.DEPENDENCY;
      case "skipped" -> JobResult.SKIPPED;
      case "invalid" -> JobResult.INVALID;
      case "assert" -> JobResult.ASSERT;
      case "unsupported" -> JobResult.UNSUPPORTED;
      case "collected" -> JobResult.COLLECTED;
      case "once" -> JobResult.ONCE;
      case "frozen" -> JobResult.FROZEN;
      case "concurrency" -> JobResult.CONCURRENCY;
      default -> {
        LOG.warn("{}: unknown job result \"{}\"; it counts as failed", unit, word);
        yield JobResult.UNRECOGNIZED;
      }
    };
  }

  /** The manager's method that queues such a job. */
  static String method(JobType type) {
    return switch (type) {
      case START -> "StartUnit";
      case STOP -> "StopUnit";
      case RELOAD -> "ReloadUnit";
      case RESTART -> "RestartUnit";
    };
  }

  /** The property of a unit that names the units of such a relation. */
  static String property(Relation relation) {
    return switch (relation) {
      case REQUIRED_BY -> "RequiredBy";
      case REQUISITE_OF -> "RequisiteOf";
      case BOUND_BY -> "BoundBy";
      case CONSISTS_OF -> "ConsistsOf";
      case PROPAGATES_STOP_TO -> "PropagatesStopTo";
      case PROPAGATES_RELOAD_TO -> "PropagatesReloadTo";
      case TRIGGERED_BY -> "TriggeredBy";
      case TRIGGERS -> "Triggers";
      case REQUIRES -> "Requires";
      case REQUISITE -> "Requisite";
      case BINDS_TO -> "BindsTo";
      case WANTS -> "Wants";
      case UPHOLDS -> "Upholds";
      case CONFLICTS -> "Conflicts";
      case CONFLICTED_BY -> "ConflictedBy";
    };
  }
}
