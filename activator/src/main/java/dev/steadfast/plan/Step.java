package dev.steadfast.plan;

import dev.steadfast.process.Identity;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
   * <p>Branches: not running when its turn comes, nothing is done; another identity than the
   * planned one, it is restarted, as nothing is known of that process; rehearsal, proof or witness
   * fails, the handovers are undone, and after a signal the old content is reloaded and witnessed.
   *
   * @param identity empty for a unit without a main process, and in a plan made without looking
   * @param handovers in the order in which they are carried out
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
      List<Path> pins)
      implements Step {
    public Reload {
      handovers = List.copyOf(handovers);
      validations = List.copyOf(validations);
      witnesses = List.copyOf(witnesses);
      pins = List.copyOf(pins);
    }
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

  /** Started because the next generation wants it. */
  record Start(UnitName unit, Verdict verdict) implements Step {}

  /** Stopped before activation because the next generation does not have it. */
  record Stop(UnitName unit, Verdict verdict) implements Step {}
}
