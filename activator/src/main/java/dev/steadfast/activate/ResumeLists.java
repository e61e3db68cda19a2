package dev.steadfast.activate;

import dev.steadfast.nixos.UnitListFile.Kind;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The three lists by which NixOS's own program, and this one, go on after an interruption: what is
 * still to be started, restarted and reloaded. One name a line.
 */
final class ResumeLists {
  private static final List<Kind> ALL = List.of(Kind.START, Kind.RESTART, Kind.RELOAD);
  private final Path directory;
  private final Effects effects;
  private final List<String> problems = new ArrayList<>();
  private final Map<Kind, SortedSet<UnitName>> written = new EnumMap<>(Kind.class);

  ResumeLists(Path directory, Effects effects) {
    this.directory = directory;
    this.effects = effects;
  }

  /**
   * Writes all three, before anything of the plan is done.
   *
   * @throws IOException if they cannot be written: then nothing may be done
   */
  void write(Plan plan) throws IOException {
    effects.directory(directory);
    for (Kind kind : ALL) {
      write(kind, units(plan, kind));
    }
  }

  /** Writes one of them anew if it has changed; of no units, removes it. */
  void replace(Kind kind, SortedSet<UnitName> units) {
    if (units.equals(written.get(kind))) {
      return;
    }
    try {
      write(kind, units);
    } catch (IOException unwritten) {
      problems.add("a list for the next run is not up to date: " + Why.of(unwritten));
    }
  }

  /** Adds to one of them. */
  void add(Kind kind, SortedSet<UnitName> units) {
    SortedSet<UnitName> all = new TreeSet<>(units);
    all.addAll(written.getOrDefault(kind, new TreeSet<>()));
    replace(kind, all);
  }

  /** Removes a list: all of it was done, or tried. */
  void done(Kind kind) {
    replace(kind, new TreeSet<>());
  }

  /** What went wrong with the lists: the next run may do more than it must. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private void write(Kind kind, SortedSet<UnitName> units) throws IOException {
    written.put(kind, new TreeSet<>(units));
    Path file = kind.in(directory).file();
    if (units.isEmpty()) {
      effects.remove(file);
      return;
    }
    StringBuilder text = new StringBuilder();
    units.forEach(unit -> text.append(unit).append('\n'));
    effects.write(file, text.toString());
  }

  private static SortedSet<UnitName> units(Plan plan, Kind kind) {
    SortedSet<UnitName> units = new TreeSet<>();
    for (Step step : plan.steps().values()) {
      boolean isListed =
          switch (step) {
            case Step.StopStart _, Step.Start _ -> kind == Kind.START;
            case Step.Restart _, Step.Relisten _ -> kind == Kind.RESTART;
            case Step.Reload _ -> kind == Kind.RELOAD;
            case Step.Keep _, Step.Stop _ -> false;
          };
      if (isListed) {
        units.add(step.unit());
      }
    }
    return units;
  }
}
