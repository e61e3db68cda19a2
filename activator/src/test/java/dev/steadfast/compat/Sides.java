package dev.steadfast.compat;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.systemd.ActiveState;
import dev.steadfast.systemd.ObservedUnit;
import dev.steadfast.testing.FileTree;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A system before and after, written down for one test. Both sides have an active {@code
 * multi-user.target}, which is started by every switch and never shown.
 */
final class Sides {
  static final String MASK = "/dev/null";
  private static final String TOPLEVEL = "/next";
  private static final String UNITS = "/etc/systemd/system/";
  private final SortedMap<String, String> files = new TreeMap<>();
  private final SortedMap<UnitName, ObservedUnit> active = new TreeMap<>();
  private final SortedMap<UnitName, String> fragments = new TreeMap<>();
  private Seeds seeds = Seeds.none();

  Sides() {
    both("multi-user.target", "[Unit]\n").active("multi-user.target");
  }

  /** A one-shot service that stays, as it is used over and over; more lines go to its sections. */
  static String service(String... more) {
    StringBuilder unit = new StringBuilder("[Unit]\n");
    StringBuilder service =
        new StringBuilder("[Service]\nExecReload=/bin/true\nExecStart=/bin/true\n");
    service.append("RemainAfterExit=true\nType=oneshot\n");
    for (String line : more) {
      String key = line.substring(line.indexOf('/') + 1);
      (line.startsWith("Unit/") ? unit : service).append(key).append('\n');
    }
    return unit + service.toString() + "[Install]\nWantedBy=multi-user.target\n";
  }

  /**
   * @param text of the file, or {@link #MASK}, or another absolute path for a link to it
   */
  Sides old(String file, String text) {
    files.put(UNITS + file, text);
    return this;
  }

  Sides next(String file, String text) {
    files.put(TOPLEVEL + UNITS + file, text);
    return this;
  }

  Sides both(String file, String text) {
    return old(file, text).next(file, text);
  }

  Sides fstabs(String old, String next) {
    files.put("/etc/fstab", old);
    files.put(TOPLEVEL + "/etc/fstab", next);
    return this;
  }

  Sides active(String... units) {
    for (String unit : units) {
      state(unit, ActiveState.ACTIVE);
    }
    return this;
  }

  Sides state(String unit, ActiveState state) {
    UnitName name = new UnitName(unit);
    active.put(name, new ObservedUnit(name, state, state.name().toLowerCase(Locale.ROOT)));
    fragments.put(name, UNITS + unit);
    return this;
  }

  /** Where a unit was loaded from, if not from {@code /etc}. */
  Sides fragment(String unit, String path) {
    fragments.put(new UnitName(unit), path);
    return this;
  }

  Sides seeds(Seeds left) {
    seeds = left;
    return this;
  }

  SortedSet<UnitName> activeNames() {
    return new TreeSet<>(active.keySet());
  }

  CompatPlanner planner(Path directory) {
    FileTree tree = new FileTree(directory);
    files.forEach(
        (file, text) -> {
          if (text.startsWith("/")) {
            tree.link(file, text);
          } else {
            tree.file(file, text);
          }
        });
    return new CompatPlanner(CompatScope.system(tree.root(), Path.of(TOPLEVEL)));
  }

  Parsed<Decision> decided(Path directory) {
    return decided(planner(directory), this::fragmentOf);
  }

  Parsed<Decision> decided(CompatPlanner planner, FragmentPaths<IOException> paths) {
    try {
      return planner.decide(active, seeds, paths);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  Optional<String> fragmentOf(UnitName unit) {
    return Optional.ofNullable(fragments.get(unit));
  }

  static String shown(Parsed<Decision> parsed) {
    return parsed
        .map(Sides::shown)
        .orElse(
            problems ->
                problems.stream()
                    .map(Diagnostic::render)
                    .map(text -> text.lines().findFirst().orElseThrow())
                    .collect(Collectors.joining(" | ")));
  }

  /**
   * The sets as the lists show them: {@code S: a, b | K: c}, of stopped, skipped, reloaded,
   * restarted (X) and started (A) units and swaps switched off (O).
   */
  static String shown(Decision decision) {
    UnitSets units = decision.units();
    List<String> sets = new ArrayList<>();
    show("O", decision.vanishedSwaps(), sets);
    show("S", without(units.stop(), units.hidden()), sets);
    show("K", units.skip(), sets);
    show("R", units.reload(), sets);
    show("X", units.restart(), sets);
    show("A", without(units.start(), units.hidden()), sets);
    return String.join(" | ", sets);
  }

  private static void show(String label, SortedSet<?> members, List<String> sets) {
    if (!members.isEmpty()) {
      sets.add(
          label + ": " + members.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
  }

  private static SortedSet<UnitName> without(SortedSet<UnitName> units, SortedSet<UnitName> not) {
    SortedSet<UnitName> left = new TreeSet<>(units);
    left.removeAll(not);
    return left;
  }
}
