package dev.steadfast.compat;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for units that activation scripts name.
 *
 * @param draft what is decided so far; only read
 */
record RequestedUnits(
    CompatScope scope,
    Draft draft,
    Set<UnitName> active,
    ChangedUnit.Sockets sockets,
    Requests.Run run) {

  /** As if the unit had changed, whatever its files say; a start if it is not active. */
  Parsed<List<Move>> restart(UnitName name) throws IOException {
    Ground why = Ground.of(CompatRule.RESTART_REQUESTED);
    if (!active.contains(name)) {
      List<Ground> both = List.of(why, Ground.of(CompatRule.NOT_ACTIVE));
      return Parsed.of(List.of(new Move(Move.Kind.START, name, both)));
    }
    ChangedUnit changed = new ChangedUnit(name, ChangedUnit.Manner.RESTART, why);
    Optional<List<Move>> moves = changed.byName();
    if (moves.isPresent()) {
      return Parsed.of(moves.get());
    }
    return switch (scope.next().read(instance(name))) {
      case Parsed.Accepted<UnitSettings>(UnitSettings next, List<Diagnostic> warnings) ->
          Parsed.of(changed.byFlags(next, draft, sockets));
      case Parsed.Rejected<UnitSettings>(List<Diagnostic> problems) ->
          new Parsed.Rejected<>(problems);
    };
  }

  /** Only of a unit that was active and is neither stopped nor restarted. */
  List<Move> reload(UnitName name) {
    Ground why = Ground.of(CompatRule.RELOAD_REQUESTED);
    if (!active.contains(name)) {
      return List.of(
          new Move(Move.Kind.LEAVE, name, List.of(why, Ground.of(CompatRule.NOT_ACTIVE))));
    }
    if (draft.restarts(name) || draft.stops(name)) {
      return List.of(
          new Move(Move.Kind.LEAVE, name, List.of(why, Ground.of(CompatRule.RESTARTED_ANYWAY))));
    }
    return List.of(new Move(Move.Kind.RELOAD, name, List.of(why)));
  }

  private Instance instance(UnitName name) throws IOException {
    boolean hasOwnFile =
        scope.next().has(name) || (run == Requests.Run.DRY && scope.old().has(name));
    return hasOwnFile
        ? Instance.itself(name)
        : Instance.ofTemplate(name).orElse(Instance.itself(name));
  }
}
