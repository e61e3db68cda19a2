package dev.steadfast.plan;

import dev.steadfast.process.Identity;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is done with one unit. */
public sealed interface Step {
  UnitName unit();

  Verdict verdict();

  /**
   * The process stays as it is.
   *
   * @param pins store paths that the process needs and the next generation may not hold, and
   *     derived copies that stay linked
   */
  record Keep(UnitName unit, Verdict verdict, List<Path> pins) implements Step {
    public Keep {
      pins = List.copyOf(pins);
    }
  }

  /**
   * The process reads its configuration again.
   *
   * <p>Branches: not running when its turn comes, what {@code whenDown} says; another identity than
   * the planned one, it is restarted, as nothing is known of that process; rehearsal, proof or
   * witness fails, the handovers are undone, and after a signal the old content is reloaded and
   * witnessed.
   *
   * @param identity empty for a unit without a main process, and in a plan made without looking
   * @param handovers in the order in which they are carried out
   * @param whenDown what is done if it is not running when its turn comes
   */
  record Reload(
      UnitName unit,
      Verdict verdict,
      Optional<Identity> identity,
      List<Handover> handovers,
      ReloadMechanism mechanism,
      Optional<ClientSpec> client,
      List<ValidationSpec> validations,
      List<WitnessSpec> witnesses,
      List<Path> pins,
      WhenDown whenDown)
      implements Step {
    public Reload {
      handovers = List.copyOf(handovers);
      validations = List.copyOf(validations);
      witnesses = List.copyOf(witnesses);
      pins = List.copyOf(pins);
    }
  }

  /** What becomes of a reload whose unit went down during the switch. */
  enum WhenDown {
    /** It is started: it was running, and went down with what this switch has stopped. */
    START,
    /** Nothing: only an operator starts it. */
    NOTHING
  }

  /** A new process, by systemd's restart job. */
  record Restart(UnitName unit, Verdict verdict, List<ValidationSpec> validations) implements Step {
    public Restart {
      validations = List.copyOf(validations);
    }
  }

  /** Stopped under the old definition before activation, started under the next after it. */
  record StopStart(UnitName unit, Verdict verdict, List<ValidationSpec> validations)
      implements Step {
    public StopStart {
      validations = List.copyOf(validations);
    }
  }

  /**
   * A socket that listens anew. A running service would keep it from that, so the services are
   * stopped first and started again after it, all of it back to back.
   *
   * @param services that take the socket's connections; those that do not run stay as they are
   */
  record Relisten(UnitName unit, Verdict verdict, SortedSet<UnitName> services) implements Step {
    public Relisten {
      services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    }
  }

  /** Started because the next generation wants it. */
  record Start(UnitName unit, Verdict verdict, By by) implements Step {
    /** For whose sake a unit is started. */
    public enum By {
      /** It was running, or was asked for. */
      ITSELF,
      /** Something that is up wants it. */
      WANTED,
      /** It is a target, started again for what it wants. */
      TARGET
    }
  }

  /** Stopped before activation because the next generation does not have it. */
  record Stop(UnitName unit, Verdict verdict) implements Step {}
}
