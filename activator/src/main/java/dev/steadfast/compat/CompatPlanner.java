package dev.steadfast.compat;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/** The original's decisions for one system or one user. Reads unit files; asks nobody else. */
public final class CompatPlanner {
  private final CompatScope scope;

  /**
   * A decision after requests.
   *
   * @param problems why some of them are not in it
   */
  public record Requested(Decision decision, List<Diagnostic> problems) {
    public Requested {
      problems = List.copyOf(problems);
    }
  }

  public CompatPlanner(CompatScope scope) {
    this.scope = scope;
  }

  /**
   * What is decided before anything is touched.
   *
   * @param active all units but the inactive ones and those that follow another unit
   * @param fragments asked only for units that would be acted on
   * @return rejected if a file that is needed cannot be read: the original would end here
   * @throws IOException if it cannot be told whether a file exists
   * @throws E as {@code fragments} does
   */
  public <E extends Exception> Parsed<Decision> decide(
      SortedMap<UnitName, ObservedUnit> active, Seeds seeds, FragmentPaths<E> fragments)
      throws IOException, E {
    Draft draft = seeded(seeds);
    ActiveUnits rules = new ActiveUnits(scope, draft, sockets(active.keySet()));
    List<Diagnostic> problems = new ArrayList<>();
    for (ObservedUnit observed : active.values()) {
      Parsed<List<Move>> moves = rules.moves(observed);
      if (matters(moves) && isOurs(observed.name(), fragments)) {
        collect(moves, draft, problems);
      }
    }
    compareFstabs(draft);
    return result(draft, problems);
  }

  /**
   * The decision after the requests of activation scripts. Units that these skip are among the
   * skipped ones, though the original has printed its list by then.
   *
   * @param previous what {@link #decide} returned
   * @param active names of the units that were active then
   * @return without those whose file cannot be read: the original would end here, in the middle of
   *     the switch
   * @throws IOException if it cannot be told whether a file exists
   */
  public Requested requested(Decision previous, Set<UnitName> active, Requests requests)
      throws IOException {
    Draft draft = new Draft(previous);
    RequestedUnits rules =
        new RequestedUnits(scope, draft, active, sockets(active), requests.run());
    List<Diagnostic> problems = new ArrayList<>();
    for (UnitName unit : requests.restart()) {
      collect(rules.restart(unit), draft, problems);
    }
    for (UnitName unit : requests.reload()) {
      draft.addAll(rules.reload(unit));
    }
    return new Requested(draft.decision(), problems);
  }

  /**
   * Whether a unit that is to be reloaded, but is no longer active, is started instead; else it is
   * dropped. Instances without a file of their own are dropped, and a unit that only an operator
   * starts is started: the original's condition is most likely not what was meant.
   *
   * @throws IOException if it cannot be told whether a file exists
   */
  public boolean startsInsteadOfReload(UnitName inactive) throws IOException {
    return scope
        .next()
        .read(inactive)
        .map(unit -> !Flag.REFUSE_MANUAL_START.isOn(unit) || Flag.ONLY_MANUAL_START.isOn(unit))
        .orElse(unreadable -> false);
  }

  private static Draft seeded(Seeds seeds) {
    Draft draft = new Draft();
    draft.addAll(leftOver(Move.Kind.START, seeds.start()));
    draft.addAll(leftOver(Move.Kind.RESTART, seeds.restart()));
    draft.addAll(leftOver(Move.Kind.RELOAD, seeds.reload()));
    return draft;
  }

  private static List<Move> leftOver(Move.Kind kind, SortedSet<UnitName> units) {
    List<Ground> why = List.of(Ground.of(CompatRule.LEFT_OVER));
    return units.stream().map(unit -> new Move(kind, unit, why)).toList();
  }

  private ChangedUnit.Sockets sockets(Set<UnitName> active) {
    return new ChangedUnit.Sockets() {
      @Override
      public boolean isActive(UnitName socket) {
        return active.contains(socket);
      }

      @Override
      public boolean isInNext(UnitName socket) throws IOException {
        return scope.next().has(socket);
      }
    };
  }

  private static boolean matters(Parsed<List<Move>> moves) {
    return switch (moves) {
      case Parsed.Accepted<List<Move>>(List<Move> some, List<Diagnostic> warnings) ->
          !some.isEmpty();
      case Parsed.Rejected<List<Move>> rejected -> true;
    };
  }

  private <E extends Exception> boolean isOurs(UnitName unit, FragmentPaths<E> fragments) throws E {
    return fragments.of(unit).filter(path -> path.startsWith(scope.fragmentPrefix())).isPresent();
  }

  private static void collect(Parsed<List<Move>> moves, Draft draft, List<Diagnostic> problems) {
    switch (moves) {
      case Parsed.Accepted<List<Move>>(List<Move> some, List<Diagnostic> warnings) ->
          draft.addAll(some);
      case Parsed.Rejected<List<Move>>(List<Diagnostic> found) -> problems.addAll(found);
    }
  }

  private void compareFstabs(Draft draft) throws IOException {
    if (scope.fstabs().isPresent()) {
      Fstab old = fstab(scope.fstabs().get().old());
      Fstab next = fstab(scope.fstabs().get().next());
      draft.addAll(FstabComparison.between(old, next));
      draft.switchOff(FstabComparison.vanishedSwaps(old, next));
    }
  }

  private Fstab fstab(Path file) throws IOException {
    return scope.root().exists(file) ? Fstab.parse(scope.root().text(file)) : Fstab.empty();
  }

  private static Parsed<Decision> result(Draft draft, List<Diagnostic> problems) {
    return problems.isEmpty() ? Parsed.of(draft.decision()) : new Parsed.Rejected<>(problems);
  }
}
