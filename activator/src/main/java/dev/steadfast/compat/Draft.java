package dev.steadfast.compat;

import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A decision in the making: rules look at what earlier ones decided. */
final class Draft {
  private final SortedSet<UnitName> stop = new TreeSet<>();
  private final SortedSet<UnitName> skip = new TreeSet<>();
  private final SortedSet<UnitName> start = new TreeSet<>();
  private final SortedSet<UnitName> hidden = new TreeSet<>();
  private final SortedSet<UnitName> reload = new TreeSet<>();
  private final SortedSet<UnitName> restart = new TreeSet<>();
  private final SortedSet<String> vanishedSwaps = new TreeSet<>();
  private final SortedMap<UnitName, List<Ground>> grounds = new TreeMap<>();

  Draft() {}

  /** Goes on from a decision. */
  Draft(Decision from) {
    stop.addAll(from.units().stop());
    skip.addAll(from.units().skip());
    start.addAll(from.units().start());
    hidden.addAll(from.units().hidden());
    reload.addAll(from.units().reload());
    restart.addAll(from.units().restart());
    vanishedSwaps.addAll(from.vanishedSwaps());
    from.grounds().forEach((unit, known) -> grounds.put(unit, new ArrayList<>(known)));
  }

  void addAll(List<Move> moves) {
    moves.forEach(this::add);
  }

  private void add(Move move) {
    UnitName unit = move.unit();
    switch (move.kind()) {
      case STOP -> stop.add(unit);
      case SKIP -> skip.add(unit);
      case START -> start.add(unit);
      case HIDE -> hidden.add(unit);
      case RELOAD -> reload.add(unit);
      case RESTART -> restart.add(unit);
      case NO_RELOAD -> reload.remove(unit);
      case LEAVE -> {}
    }
    List<Ground> known = grounds.computeIfAbsent(unit, first -> new ArrayList<>());
    move.grounds().stream().filter(ground -> !known.contains(ground)).forEach(known::add);
  }

  void switchOff(SortedSet<String> swaps) {
    vanishedSwaps.addAll(swaps);
  }

  boolean stops(UnitName unit) {
    return stop.contains(unit);
  }

  boolean restarts(UnitName unit) {
    return restart.contains(unit);
  }

  Decision decision() {
    return new Decision(
        new UnitSets(stop, skip, start, hidden, reload, restart), vanishedSwaps, grounds);
  }
}
