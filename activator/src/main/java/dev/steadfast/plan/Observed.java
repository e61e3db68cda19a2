package dev.steadfast.plan;

import dev.steadfast.process.LiveProcess;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.unit.UnitName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The running system at one moment.
 *
 * @param units all loaded units; empty when {@code basis} is assumed
 * @param processes main processes of the services that a plan may be about
 */
public record Observed(
    Basis basis,
    SortedMap<UnitName, ObservedUnit> units,
    SortedMap<UnitName, LiveProcess> processes) {
  public Observed {
    units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
    processes = Collections.unmodifiableSortedMap(new TreeMap<>(processes));
  }
}
