package dev.steadfast.activate;

import dev.steadfast.plan.Requests;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The two lists by which an activation script asks for units; one name a line. */
final class RequestLists {
  private static final String RESTART = "activation-restart-list";
  private static final String RELOAD = "activation-reload-list";
  private final Path directory;
  private final Effects effects;
  private final List<String> problems = new ArrayList<>();
  private boolean areThere;

  RequestLists(Path directory, Effects effects) {
    this.directory = directory;
    this.effects = effects;
  }

  /** Reads both lists. */
  Requests read() {
    SortedSet<UnitName> restart = read(RESTART);
    SortedSet<UnitName> reload = read(RELOAD);
    return new Requests(Collections.emptySortedSet(), restart, reload);
  }

  /**
   * Removes both. Once what they ask for is remembered elsewhere: a script that looks for
   * differences does not ask again when a killed switch is repeated.
   */
  void remove() {
    for (String name : List.of(RESTART, RELOAD)) {
      try {
        effects.remove(directory.resolve(name));
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

  private SortedSet<UnitName> read(String name) {
    SortedSet<UnitName> units = new TreeSet<>();
    Path file = directory.resolve(name);
    for (String line : lines(file)) {
      Optional<UnitName> unit = UnitName.parse(line);
      if (unit.isPresent()) {
        units.add(unit.get());
      } else if (!line.isEmpty()) {
        problems.add(file + ": \"" + line + "\" is not a unit name, nothing is done for it");
      }
    }
    return units;
  }

  private List<String> lines(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      areThere = true;
      return lines;
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException unreadable) {
      areThere = true;
      problems.add("what the activation script asks for is not known: " + Why.of(unreadable));
      return List.of();
    }
  }
}
