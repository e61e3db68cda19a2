package dev.steadfast.unit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The unit directory of a generation, as its names and links say, before any file is read.
 *
 * @param directory where it is, links resolved
 * @param names of everything that has a file or a drop-in directory of its own
 * @param fragments by the name they are found under; no alias, and no instance that is a link to
 *     its own template
 * @param aliases from each other name to the name it is a link to
 * @param dropIns by directory name, such as {@code foo.service.d}; each list sorted by file name
 * @param links of {@code .wants}, {@code .requires} and {@code .upholds} directories
 */
record Farm(
    Path directory,
    SortedSet<UnitName> names,
    SortedMap<UnitName, Fragment> fragments,
    SortedMap<UnitName, UnitName> aliases,
    SortedMap<String, List<SourceFile>> dropIns,
    DependencyLinks links) {
  /** How many names systemd follows before it calls it a loop. */
  private static final int MAX_NAMES = 8;

  Farm {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    fragments = Collections.unmodifiableSortedMap(new TreeMap<>(fragments));
    aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
    dropIns = Collections.unmodifiableSortedMap(new TreeMap<>(dropIns));
  }

  /** A unit's main file, or what masks the unit. */
  record Fragment(SourceFile file, boolean masked) {}

  /** A unit's main name and its fragment. */
  record Found(UnitName name, Fragment fragment) {}

  /**
   * The unit behind a name: aliases followed, instances found by their template. Source: {@code
   * unit_ids_map_get()} of systemd.
   */
  Optional<Found> find(UnitName asked) {
    return find(asked, MAX_NAMES);
  }

  private Optional<Found> find(UnitName name, int names) {
    Optional<UnitName> key = isKnown(name) ? Optional.of(name) : name.template();
    if (key.isEmpty() || names == 0) {
      return Optional.empty();
    }
    @Nullable Fragment fragment = fragments.get(key.get());
    if (fragment != null) {
      return Optional.of(new Found(name, fragment));
    }
    return Optional.ofNullable(aliases.get(key.get()))
        .flatMap(target -> instantiate(target, name))
        .flatMap(next -> find(next, names - 1));
  }

  /** Whether it has a fragment of its own, or is an alias. */
  boolean isKnown(UnitName name) {
    return fragments.containsKey(name) || aliases.containsKey(name);
  }

  /** The target itself, or the instance of a target template that an instance stands for. */
  private static Optional<UnitName> instantiate(UnitName target, UnitName name) {
    Optional<String> instance = name.instance();
    return target.isTemplate() && instance.isPresent()
        ? target.withInstance(instance.get())
        : Optional.of(target);
  }

  /** The other names of a unit, through any number of links; those of its template among them. */
  SortedSet<UnitName> aliasesOf(UnitName unit) {
    SortedSet<UnitName> found = new TreeSet<>();
    List<UnitName> open = new ArrayList<>(List.of(unit));
    while (!open.isEmpty()) {
      UnitName target = open.removeLast();
      for (Map.Entry<UnitName, UnitName> link : aliases.entrySet()) {
        Optional<UnitName> alias = aliasFor(target, link.getKey(), link.getValue());
        if (alias.isPresent() && !alias.get().equals(unit) && found.add(alias.get())) {
          open.add(alias.get());
        }
      }
    }
    return found;
  }

  /** The name that a link {@code alias -> linked} gives to a unit, if it gives any. */
  private static Optional<UnitName> aliasFor(UnitName unit, UnitName alias, UnitName linked) {
    if (linked.equals(unit)) {
      return Optional.of(alias);
    }
    return alias.isTemplate() && unit.template().filter(linked::equals).isPresent()
        ? alias.withInstance(unit.instance().orElseThrow())
        : Optional.empty();
  }

  /** The drop-ins of a unit in the order in which they apply. Source: systemd.unit(5). */
  List<SourceFile> dropInsOf(UnitName unit) {
    SortedMap<Path, SourceFile> byFileName = new TreeMap<>();
    for (String directory : DropInDirectories.of(unit, aliasesOf(unit))) {
      for (SourceFile file : dropIns.getOrDefault(directory, List.of())) {
        byFileName.putIfAbsent(file.logical().getFileName(), file);
      }
    }
    return List.copyOf(byFileName.values());
  }

  /** The names that a unit pulls in by links, as they stand, templates instantiated. */
  List<UnitName> linkedBy(UnitName unit) {
    return links.of(unit, DropInDirectories.stems(unit, aliasesOf(unit)));
  }

  /** Whether a drop-in stands in the directory of just that name. */
  boolean hasOwnDropIns(UnitName name) {
    return !ownDropIns(name).isEmpty();
  }

  /** Whether one of those drop-ins is not masked. */
  boolean hasOwnSettings(UnitName name) {
    return ownDropIns(name).stream().anyMatch(file -> !file.isNullDevice());
  }

  private List<SourceFile> ownDropIns(UnitName name) {
    return dropIns.getOrDefault(DropInDirectories.of(name), List.of());
  }
}
