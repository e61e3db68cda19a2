package dev.steadfast.plan;

import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.UnitEntry;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What units that are up want of the next generation and is not up.
 *
 * <p>A unit that is as it was, was wanted before and is not up has been stopped by somebody, or has
 * done its work: it is not started. No file of a unit that is as it was is read: such a unit wants
 * nothing that it has not wanted before.
 */
public final class Wanted {
  private final Generation old;
  private final Generation next;
  private final SortedMap<UnitName, ObservedUnit> units;
  private final SortedSet<UnitName> differing;
  private final SortedMap<UnitName, Reason> missing = new TreeMap<>();

  private Wanted(
      Generation old,
      Generation next,
      SortedMap<UnitName, ObservedUnit> units,
      SortedSet<UnitName> differing) {
    this.old = old;
    this.next = next;
    this.units = units;
    this.differing = differing;
  }

  /**
   * What is to be started, and what is to be brought back if it goes down.
   *
   * @param units all loaded units
   * @param differing units that are not the same in both generations
   */
  public static Wanting of(
      Generation old,
      Generation next,
      SortedMap<UnitName, ObservedUnit> units,
      SortedSet<UnitName> differing) {
    Wanted wanted = new Wanted(old, next, units, differing);
    wanted.look();
    return new Wanting(wanted.missing, wanted.broughtBack());
  }

  private SortedSet<UnitName> broughtBack() {
    SortedSet<UnitName> back = new TreeSet<>();
    for (UnitName unit : units.keySet()) {
      if (isUp(unit) && isUnit(next, unit) && next.isWanted(unit)) {
        back.add(unit);
      }
    }
    return back;
  }

  private void look() {
    SortedSet<UnitName> before = new TreeSet<>();
    Deque<UnitName> open = new ArrayDeque<>();
    for (UnitName unit : units.keySet()) {
      if (isUp(unit)) {
        before.addAll(wants(old, unit));
        open.add(unit);
      }
    }
    SortedSet<UnitName> seen = new TreeSet<>(open);
    while (!open.isEmpty()) {
      UnitName wanting = open.remove();
      for (UnitName unit : wants(next, wanting)) {
        Optional<Reason> reason = seen.add(unit) ? reason(unit, before) : Optional.empty();
        if (reason.isPresent()) {
          start(unit, wanting, reason.get());
          open.add(unit);
        }
      }
    }
  }

  /** A unit that must not be started by name comes with what wants it. */
  private void start(UnitName unit, UnitName wanting, Reason reason) {
    Optional<UnitFile> file =
        next.unit(unit).map(Optional::of).orElse(problems -> Optional.empty());
    if (file.isEmpty() || UnitFlag.ONLY_MANUAL_START.isOn(file.get())) {
      return;
    }
    missing.put(UnitFlag.REFUSE_MANUAL_START.isOn(file.get()) ? wanting : unit, reason);
  }

  private Optional<Reason> reason(UnitName unit, SortedSet<UnitName> before) {
    if (isUp(unit) || !isUnit(next, unit) || unit.isTemplate()) {
      return Optional.empty();
    }
    if (!isUnit(old, unit)) {
      return Optional.of(DefaultRows.added());
    }
    if (!before.contains(unit)) {
      return Optional.of(DefaultRows.newlyWanted());
    }
    if (differing.contains(unit)) {
      return Optional.of(DefaultRows.changedWhileDown());
    }
    ObservedUnit observed = units.get(unit);
    return observed != null && observed.activeState() == ActiveState.FAILED
        ? Optional.of(DefaultRows.failedBefore())
        : Optional.empty();
  }

  private SortedSet<UnitName> wants(Generation generation, UnitName unit) {
    boolean isRead = (differing.contains(unit) || !isUp(unit)) && isUnit(generation, unit);
    Optional<UnitFile> file =
        isRead
            ? generation.unit(unit).map(Optional::of).orElse(problems -> Optional.empty())
            : Optional.empty();
    return file.map(generation::wants).orElseGet(() -> generation.wants(unit));
  }

  private static boolean isUnit(Generation generation, UnitName unit) {
    Optional<UnitEntry> entry = generation.entry(unit);
    return entry.isPresent() && !entry.get().masked() && entry.get().aliasOf().isEmpty();
  }

  private boolean isUp(UnitName unit) {
    ObservedUnit observed = units.get(unit);
    return observed != null && observed.activeState().isUp();
  }
}
