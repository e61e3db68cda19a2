package dev.steadfast.compat;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules for active units: their files on both sides, and what follows from them. */
final class ActiveUnits {
  /** May still be active after a resume; that there is a fourth is not known to the original. */
  private static final Set<String> SLEEP_TARGETS =
      Set.of("hibernate.target", "hybrid-sleep.target", "suspend.target");

  private final UnitDirectory old;
  private final UnitDirectory next;
  private final Draft draft;
  private final ChangedUnit.Sockets sockets;

  /**
   * @param draft what is decided so far; only read
   */
  ActiveUnits(CompatScope scope, Draft draft, ChangedUnit.Sockets sockets) {
    this.old = scope.old();
    this.next = scope.next();
    this.draft = draft;
    this.sockets = sockets;
  }

  /** What is to be done with a unit; no moves if nothing differs that matters. */
  Parsed<List<Move>> moves(ObservedUnit observed) throws IOException {
    Instance unit = instance(observed.name());
    if (!isRunning(observed.activeState()) || !old.has(unit.base())) {
      return Parsed.of(List.of());
    }
    Optional<CompatRule> removal = removal(unit);
    if (removal.isPresent()) {
      return old.read(unit).map(before -> removed(unit.name(), before, removal.get()));
    }
    return observed.name().type() == UnitType.TARGET
        ? next.read(unit).map(after -> target(unit.name(), after))
        : compared(unit);
  }

  /** The template counts only if no side has a file for the instance itself. */
  private Instance instance(UnitName name) throws IOException {
    return old.has(name) || next.has(name)
        ? Instance.itself(name)
        : Instance.ofTemplate(name).orElse(Instance.itself(name));
  }

  private static boolean isRunning(ActiveState state) {
    return state == ActiveState.ACTIVE || state == ActiveState.ACTIVATING;
  }

  private Optional<CompatRule> removal(Instance unit) throws IOException {
    if (next.isGone(unit.base())) {
      return Optional.of(CompatRule.REMOVED);
    }
    boolean losesDropIns =
        unit.isFromTemplate() && old.hasRealDropIn(unit.name()) && !next.hasRealDropIn(unit.name());
    return losesDropIns ? Optional.of(CompatRule.DROP_INS_REMOVED) : Optional.empty();
  }

  private static List<Move> removed(UnitName unit, UnitSettings before, CompatRule rule) {
    return Flag.STOP_ON_REMOVAL.isOn(before)
        ? List.of(new Move(Move.Kind.STOP, unit, List.of(Ground.of(rule))))
        : List.of(
            new Move(
                Move.Kind.LEAVE,
                unit,
                List.of(
                    Ground.of(rule), Ground.of(CompatRule.KEPT_ON_REMOVAL, Flag.STOP_ON_REMOVAL))));
  }

  private static List<Move> target(UnitName unit, UnitSettings after) {
    List<Move> moves = new ArrayList<>();
    Optional<Flag> refusal = Flag.firstSet(after, Flag.REFUSE_MANUAL_START, Flag.ONLY_MANUAL_START);
    if (SLEEP_TARGETS.contains(unit.value())) {
      moves.add(leave(unit, Ground.of(CompatRule.SLEEP_TARGET)));
    } else if (refusal.isPresent()) {
      moves.add(leave(unit, Ground.of(CompatRule.MANUAL_TARGET, refusal.get())));
    } else {
      List<Ground> why = List.of(Ground.of(CompatRule.ACTIVE_TARGET));
      moves.add(new Move(Move.Kind.START, unit, why));
      moves.add(new Move(Move.Kind.HIDE, unit, why));
    }
    if (Flag.STOP_ON_RECONFIGURATION.isOn(after)) {
      Ground why = Ground.of(CompatRule.STOPPED_ON_RECONFIGURATION, Flag.STOP_ON_RECONFIGURATION);
      moves.add(new Move(Move.Kind.STOP, unit, List.of(why)));
    }
    return List.copyOf(moves);
  }

  private Parsed<List<Move>> compared(Instance unit) throws IOException {
    Parsed<UnitSettings> before = old.read(unit);
    Parsed<UnitSettings> after = next.read(unit);
    if (before instanceof Parsed.Accepted<UnitSettings> one
        && after instanceof Parsed.Accepted<UnitSettings> other) {
      return Parsed.of(different(unit.name(), one.value(), other.value()));
    }
    List<Diagnostic> problems = new ArrayList<>(before.diagnostics());
    problems.addAll(after.diagnostics());
    return new Parsed.Rejected<>(problems);
  }

  private List<Move> different(UnitName unit, UnitSettings before, UnitSettings after)
      throws IOException {
    Difference difference = UnitComparison.between(before, after);
    return switch (difference.kind()) {
      case EQUAL -> List.of();
      case RELOAD -> List.of(reloaded(unit, difference));
      case RESTART -> restarted(unit, difference, after);
    };
  }

  private Move reloaded(UnitName unit, Difference difference) {
    Ground why = Ground.of(CompatRule.CHANGED_FOR_RELOAD, difference);
    return draft.restarts(unit)
        ? new Move(Move.Kind.LEAVE, unit, List.of(why, Ground.of(CompatRule.RESTARTED_ANYWAY)))
        : new Move(Move.Kind.RELOAD, unit, List.of(why));
  }

  private List<Move> restarted(UnitName unit, Difference difference, UnitSettings after)
      throws IOException {
    ChangedUnit changed =
        new ChangedUnit(
            unit, ChangedUnit.Manner.STOP_AND_START, Ground.of(CompatRule.CHANGED, difference));
    Optional<List<Move>> moves = changed.byName();
    return moves.isPresent() ? moves.get() : changed.byFlags(after, draft, sockets);
  }

  private static Move leave(UnitName unit, Ground why) {
    return new Move(Move.Kind.LEAVE, unit, List.of(why));
  }
}
