package dev.steadfast.cli;

import dev.steadfast.activate.SwitchRecord;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.diff.Change;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What an interrupted switch says about the generations that units run from.
 *
 * <p>A unit that was done runs from where it was switched to. One that was in hand may run from
 * either: it is compared from both sides.
 */
final class Interruption {
  /** Finds the generation that a record speaks of. */
  interface Reader {
    Parsed<Generation> read(Path toplevel);
  }

  private final Reader reader;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final SortedMap<Path, Generation> generations = new TreeMap<>();
  private final SortedMap<UnitName, Path> done = new TreeMap<>();
  private final SortedMap<UnitName, SortedSet<Path>> perhaps = new TreeMap<>();

  Interruption(Reader reader, Optional<SwitchRecord> interrupted) {
    this.reader = reader;
    if (interrupted.isPresent()) {
      done.putAll(interrupted.get().done());
      perhaps.putAll(interrupted.get().perhaps());
    }
    SortedSet<Path> toplevels = new TreeSet<>(done.values());
    perhaps.values().forEach(each -> toplevels.addAll(each));
    toplevels.forEach(this::read);
  }

  private void read(Path toplevel) {
    switch (reader.read(toplevel)) {
      case Parsed.Accepted<Generation>(Generation generation, var warnings) ->
          generations.put(toplevel, generation);
      case Parsed.Rejected<Generation>(List<Diagnostic> found) -> problems.addAll(found);
    }
  }

  /** Generations that cannot be read: then nothing can be compared. */
  List<Diagnostic> problems() {
    return problems;
  }

  /**
   * All changes, from wherever each unit may run.
   *
   * @param between the changes if these units run from these generations
   */
  Parsed<List<UnitChange>> changes(
      Observation observation,
      Function<SortedMap<UnitName, Generation>, Parsed<List<UnitChange>>> between) {
    Parsed<List<UnitChange>> changes = between.apply(oldOf());
    for (Path toplevel : inHandTowards()) {
      SortedMap<UnitName, Generation> there = oldOf();
      perhaps.forEach(
          (unit, toplevels) -> {
            if (toplevels.contains(toplevel)) {
              there.put(unit, generation(toplevel));
            }
          });
      changes = merged(changes, between.apply(there), observation::isUp);
    }
    return changes;
  }

  private SortedSet<Path> inHandTowards() {
    SortedSet<Path> toplevels = new TreeSet<>();
    perhaps.values().forEach(each -> toplevels.addAll(each));
    return toplevels;
  }

  private SortedMap<UnitName, Generation> oldOf() {
    SortedMap<UnitName, Generation> oldOf = new TreeMap<>();
    done.forEach((unit, toplevel) -> oldOf.put(unit, generation(toplevel)));
    return oldOf;
  }

  private Generation generation(Path toplevel) {
    Generation generation = generations.get(toplevel);
    if (generation == null) {
      throw new IllegalStateException(toplevel + " was not read");
    }
    return generation;
  }

  private static Parsed<List<UnitChange>> merged(
      Parsed<List<UnitChange>> first, Parsed<List<UnitChange>> second, Predicate<UnitName> isUp) {
    if (first instanceof Parsed.Accepted<List<UnitChange>>(var one, var warnings)
        && second instanceof Parsed.Accepted<List<UnitChange>>(var other, var more)) {
      return new Parsed.Accepted<>(union(one, other, isUp), warnings);
    }
    return first instanceof Parsed.Rejected<List<UnitChange>> ? first : second;
  }

  /** One change per unit that differs from either side. */
  static List<UnitChange> union(
      List<UnitChange> first, List<UnitChange> second, Predicate<UnitName> isUp) {
    Map<UnitName, UnitChange> changes = new TreeMap<>();
    first.forEach(change -> changes.put(change.unit(), change));
    for (UnitChange change : second) {
      UnitChange known = changes.get(change.unit());
      boolean up = isUp.test(change.unit());
      changes.put(change.unit(), known == null ? change : both(known, change, up));
    }
    return List.copyOf(changes.values());
  }

  /** A unit that runs is one that its generation had; one that does not run is to be added. */
  private static UnitChange both(UnitChange first, UnitChange second, boolean isUp) {
    return switch (first) {
      case UnitChange.Removed removed -> removed;
      case UnitChange.Added added -> isUp ? second : added;
      case UnitChange.Modified modified ->
          switch (second) {
            case UnitChange.Removed removed -> removed;
            case UnitChange.Added added -> isUp ? modified : added;
            case UnitChange.Modified other -> joined(modified, other);
          };
    };
  }

  private static UnitChange joined(UnitChange.Modified one, UnitChange.Modified other) {
    List<Change> changes = new ArrayList<>(one.changes());
    for (Change change : other.changes()) {
      if (!changes.contains(change)) {
        changes.add(change);
      }
    }
    return new UnitChange.Modified(
        one.unit(), one.before(), one.after(), changes, one.artefacts(), one.unlocated());
  }
}
