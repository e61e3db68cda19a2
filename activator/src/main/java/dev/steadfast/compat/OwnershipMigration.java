package dev.steadfast.compat;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A user's second pass: units that came from the user's own files and now come from {@code
 * /etc/systemd/user}. The contents are not compared; only the generation's unit is read, for its
 * flags.
 */
public final class OwnershipMigration {
  private static final Path ETC = Path.of(CompatScope.USER_UNITS);

  private final UnitDirectory old;
  private final UnitDirectory next;
  private final Path own;

  /**
   * @param userScope as of {@link CompatScope#user}
   * @param configHome the user's {@code $XDG_CONFIG_HOME} as its manager has it, else {@code
   *     $HOME/.config}
   */
  public OwnershipMigration(CompatScope userScope, Path configHome) {
    this.old = userScope.old();
    this.next = userScope.next();
    this.own = configHome.resolve("systemd/user");
  }

  /**
   * The units that may change hands, to be found before the first pass.
   *
   * @param fragments asked only for units that the next generation has a file for
   * @throws IOException if it cannot be told whether a file exists
   * @throws E as {@code fragments} does
   */
  public <E extends Exception> SortedSet<UnitName> candidates(
      Set<UnitName> active, FragmentPaths<E> fragments) throws IOException, E {
    SortedSet<UnitName> candidates = new TreeSet<>();
    for (UnitName unit : active) {
      if (next.has(unit) && isCandidate(unit, fragments.of(unit))) {
        candidates.add(unit);
      }
    }
    return candidates;
  }

  /**
   * What is done once the user's activation has run and the manager was reloaded: nothing is
   * stopped, and the targets that the first pass started are started again.
   *
   * @param active names of the units that are active by now
   * @param fragments asked for candidates that are still active
   * @return rejected if a unit's file cannot be read
   * @throws IOException if it cannot be told whether a file exists
   * @throws E as {@code fragments} does
   */
  public <E extends Exception> Parsed<Decision> decide(
      SortedSet<UnitName> candidates,
      Decision firstPass,
      Set<UnitName> active,
      FragmentPaths<E> fragments)
      throws IOException, E {
    Draft draft = new Draft();
    draft.addAll(targetsOf(firstPass));
    List<Diagnostic> problems = new ArrayList<>();
    for (UnitName unit : candidates) {
      if (active.contains(unit) && !isDirectlyIn(ETC, fragments.of(unit))) {
        draft.addAll(List.of(move(Move.Kind.LEAVE, unit, Ground.of(CompatRule.STILL_SHADOWED))));
        continue;
      }
      switch (next.read(unit)) {
        case Parsed.Accepted<UnitSettings>(UnitSettings settings, List<Diagnostic> warnings) ->
            draft.addAll(
                List.of(active.contains(unit) ? running(unit, settings) : ended(unit, settings)));
        case Parsed.Rejected<UnitSettings>(List<Diagnostic> found) -> problems.addAll(found);
      }
    }
    return problems.isEmpty() ? Parsed.of(draft.decision()) : new Parsed.Rejected<>(problems);
  }

  private boolean isCandidate(UnitName unit, Optional<String> fragment) throws IOException {
    return fragment.isPresent()
        && !isDirectlyIn(ETC, fragment)
        && (isDirectlyIn(own, fragment) || !old.has(unit));
  }

  private static List<Move> targetsOf(Decision firstPass) {
    List<Move> moves = new ArrayList<>();
    for (UnitName unit : firstPass.units().start()) {
      if (unit.type() == UnitType.TARGET) {
        List<Ground> why = List.of(Ground.of(CompatRule.ACTIVE_TARGET));
        moves.add(new Move(Move.Kind.START, unit, why));
        moves.add(new Move(Move.Kind.HIDE, unit, why));
      }
    }
    return moves;
  }

  private static Move running(UnitName unit, UnitSettings settings) {
    if (ChangedUnit.isLeftToDaemonReload(unit)) {
      return move(Move.Kind.SKIP, unit, Ground.of(CompatRule.LEFT_TO_DAEMON_RELOAD));
    }
    if (Flag.RELOAD_IF_CHANGED.isOn(settings)) {
      Ground how = Ground.of(CompatRule.RELOAD_IF_CHANGED, Flag.RELOAD_IF_CHANGED);
      return move(Move.Kind.RELOAD, unit, how);
    }
    Optional<Flag> refusal =
        Flag.firstSet(
            settings, Flag.RESTART_IF_CHANGED, Flag.REFUSE_MANUAL_STOP, Flag.ONLY_MANUAL_START);
    return refusal.isPresent()
        ? move(Move.Kind.SKIP, unit, Ground.of(CompatRule.NOT_RESTARTED, refusal.get()))
        : new Move(Move.Kind.RESTART, unit, List.of(Ground.of(CompatRule.TAKEN_OVER)));
  }

  private static Move ended(UnitName unit, UnitSettings settings) {
    Optional<Flag> refusal =
        Flag.firstSet(settings, Flag.REFUSE_MANUAL_START, Flag.ONLY_MANUAL_START);
    return refusal.isPresent()
        ? move(Move.Kind.SKIP, unit, Ground.of(CompatRule.NOT_STARTED, refusal.get()))
        : new Move(
            Move.Kind.START,
            unit,
            List.of(Ground.of(CompatRule.TAKEN_OVER), Ground.of(CompatRule.NOT_ACTIVE)));
  }

  private static Move move(Move.Kind kind, UnitName unit, Ground how) {
    return new Move(kind, unit, List.of(Ground.of(CompatRule.TAKEN_OVER), how));
  }

  /** In the directory itself, by the words of the path; not below it, and no link followed. */
  private static boolean isDirectlyIn(Path directory, Optional<String> fragment) {
    return fragment.filter(path -> directory.equals(Path.of(path).getParent())).isPresent();
  }
}
