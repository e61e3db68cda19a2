package dev.steadfast.activate;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** How far this switch has come; on disk always at least as far as what was done in the world. */
final class SwitchProgress {
  private final Path file;
  private final Effects effects;
  private final List<String> problems = new ArrayList<>();
  private final SortedSet<UnitName> left;
  private SwitchRecord record;

  private SwitchProgress(
      Path file, Effects effects, SwitchRecord record, SortedSet<UnitName> left) {
    this.file = file;
    this.effects = effects;
    this.left = left;
    this.record = record;
  }

  /**
   * Writes down that a switch begins; what an interrupted one has done is carried on.
   *
   * @param endangered units that may go down with what is stopped, and are to be started then
   * @throws IOException if it cannot be written: the switch must not begin
   */
  static SwitchProgress begin(
      Plan plan, SortedSet<UnitName> endangered, Places places, Effects effects)
      throws IOException {
    Path file = places.switchRecord();
    Parsed<Optional<SwitchRecord>> found = SwitchRecord.read(file);
    SwitchRecord start =
        found
            .orElse(damaged -> Optional.empty())
            .map(interrupted -> interrupted.towards(plan.to()))
            .orElseGet(() -> SwitchRecord.begin(plan.from(), plan.to()));
    SortedSet<UnitName> left = start.starting();
    for (UnitName unit : endangered) {
      start = start.withStarting(unit);
    }
    for (Step step : plan.steps().values()) {
      start = step instanceof Step.StopStart ? start.withStarting(step.unit()) : start;
    }
    SwitchProgress progress = new SwitchProgress(file, effects, start, left);
    found.diagnostics().stream().map(Diagnostic::render).forEach(progress.problems::add);
    effects.directory(places.state());
    progress.write(start);
    return progress;
  }

  /** The jobs of these units are about to be queued. */
  void inHand(Collection<UnitName> units) {
    tryToWrite(record.withPerhaps(units), "what is in hand");
  }

  /** A unit's step was carried out. */
  void done(UnitName unit) {
    tryToWrite(record.withDone(unit), unit + " as finished");
  }

  /** A unit has again what it had before its step. */
  void undone(UnitName unit) {
    tryToWrite(record.withUndone(unit), unit + " as finished");
  }

  /**
   * What a path showed to a unit before this switch, now written down if it was not.
   *
   * @param shown what it shows now
   * @throws IOException if it cannot be written: the path must not get other content
   */
  Path before(UnitName unit, Path path, Path shown) throws IOException {
    for (Path each : List.of(path, shown)) {
      if (each.toString().chars().anyMatch(c -> c == '\t' || c == '\n')) {
        throw new IOException("a path with a tab or newline cannot be remembered");
      }
    }
    if (record.before(unit, path).isEmpty()) {
      write(record.withBefore(unit, path, shown));
    }
    return record.before(unit, path).orElse(shown);
  }

  /** Units that an interrupted switch has stopped and this plan does not speak of. */
  SortedSet<UnitName> leftStopped(Plan plan) {
    SortedSet<UnitName> unplanned = new TreeSet<>(left);
    unplanned.retainAll(record.starting());
    unplanned.removeAll(plan.steps().keySet());
    return unplanned;
  }

  /** The switch has come to its end. */
  void end() {
    try {
      effects.remove(file);
    } catch (IOException stays) {
      problems.add("the record of this switch cannot be removed: " + Why.of(stays));
    }
  }

  /** What went wrong with the record itself. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** The next run may repeat the step: harmless, so the switch goes on. */
  private void tryToWrite(SwitchRecord next, String what) {
    try {
      if (!next.equals(record)) {
        write(next);
      }
    } catch (IOException unwritten) {
      problems.add("cannot be recorded: " + what + ": " + Why.of(unwritten));
    }
  }

  private void write(SwitchRecord next) throws IOException {
    effects.write(file, next.text());
    record = next;
  }
}
