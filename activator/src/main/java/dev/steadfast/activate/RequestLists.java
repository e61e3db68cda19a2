package dev.steadfast.activate;

import dev.steadfast.nixos.UnitListFile;
import dev.steadfast.nixos.UnitListFile.Kind;
import dev.steadfast.plan.Requests;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The two lists by which an activation script asks for units. */
final class RequestLists {
  private final Path directory;
  private final Effects effects;
  private final List<String> problems = new ArrayList<>();
  private final List<UnitListFile> found = new ArrayList<>();
  private boolean areThere;

  RequestLists(Path directory, Effects effects) {
    this.directory = directory;
    this.effects = effects;
  }

  /** Reads both lists. */
  Requests read() {
    SortedSet<UnitName> restart = read(Kind.ACTIVATION_RESTART);
    SortedSet<UnitName> reload = read(Kind.ACTIVATION_RELOAD);
    return new Requests(Collections.emptySortedSet(), restart, reload);
  }

  /**
   * Removes those that could be read. Once what they ask for is remembered elsewhere: a script that
   * looks for differences does not ask again when a killed switch is repeated.
   */
  void remove() {
    for (UnitListFile list : found) {
      try {
        effects.remove(list.file());
      } catch (IOException stays) {
        problems.add("what the activation script asks for stays: " + Why.of(stays));
      }
    }
  }

  /** Whether the script has left a list, be it an empty one. */
  boolean areThere() {
    return areThere;
  }

  /** Lines that name no unit, and lists that cannot be read. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private SortedSet<UnitName> read(Kind kind) {
    SortedSet<UnitName> units = new TreeSet<>();
    UnitListFile list = kind.in(directory);
    areThere |= list.exists();
    try {
      for (String line : list.read()) {
        Optional<UnitName> unit = UnitName.parse(line);
        if (unit.isPresent()) {
          units.add(unit.get());
        } else {
          problems.add(
              list.file() + ": \"" + line + "\" is not a unit name, nothing is done for it");
        }
      }
      found.add(list);
    } catch (IOException unreadable) {
      problems.add("what the activation script asks for is not known: " + Why.of(unreadable));
    }
    return units;
  }
}
