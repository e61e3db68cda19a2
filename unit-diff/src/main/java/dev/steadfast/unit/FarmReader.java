package dev.steadfast.unit;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.store.FoundFile;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lists a unit directory once, with its drop-in and dependency directories. */
final class FarmReader {
  private final SystemRoot root;
  private final Path logical;
  private final Path directory;
  private final List<Path> atRuntime;
  private final TreeSet<UnitName> names = new TreeSet<>();
  private final TreeMap<UnitName, Farm.Fragment> fragments = new TreeMap<>();
  private final TreeMap<UnitName, UnitName> aliases = new TreeMap<>();
  private final TreeMap<String, List<SourceFile>> dropIns = new TreeMap<>();
  private final TreeMap<String, SortedSet<UnitName>> dependencies = new TreeMap<>();
  private final List<Diagnostic> errors = new ArrayList<>();
  private final List<Diagnostic> warnings = new ArrayList<>();

  private FarmReader(SystemRoot root, Path logical, Path directory, List<Path> atRuntime) {
    this.root = root;
    this.logical = logical;
    this.directory = directory;
    this.atRuntime = atRuntime;
  }

  /**
   * The unit directory at a path of the view.
   *
   * @param atRuntime where the directory is found while the generation is active, if elsewhere:
   *     links may lead there
   * @return rejected if it or a file that systemd would load from it cannot be read; a link that
   *     systemd ignores is a warning
   */
  static Parsed<Farm> read(SystemRoot root, Path logical, List<Path> atRuntime) {
    List<Path> entries;
    FarmReader reader;
    try {
      reader = new FarmReader(root, logical, root.resolve(logical), atRuntime);
      entries = root.list(logical);
    } catch (IOException unreadable) {
      return Parsed.rejected(Unreadable.unitDirectory(logical, unreadable));
    }
    for (Path entry : entries) {
      reader.entry(entry.toString());
    }
    return reader.farm();
  }

  private Parsed<Farm> farm() {
    Farm farm =
        new Farm(directory, names, fragments, aliases, dropIns, DependencyLinks.of(dependencies));
    for (UnitName alias : aliases.keySet()) {
      if (farm.find(alias).isEmpty()) {
        warnings.add(
            Diagnostic.warning(
                Location.of(logical.resolve(alias.value())),
                "alias of a unit that is not in this generation: " + aliases.get(alias),
                "systemd does not find this name either; remove the alias if nobody needs it"));
      }
    }
    if (!errors.isEmpty()) {
      errors.addAll(warnings);
      return new Parsed.Rejected<>(errors);
    }
    return new Parsed.Accepted<>(farm, warnings);
  }

  private void entry(String entry) {
    Optional<UnitName> unit = UnitName.parse(entry);
    if (unit.isPresent()) {
      unit(unit.get());
    } else if (entry.endsWith(".d")) {
      dropIns(entry, entry.substring(0, entry.length() - 2));
    } else if (DependencyLinks.isDirectoryName(entry)) {
      dependencies(entry);
    }
  }

  private void unit(UnitName name) {
    Path file = logical.resolve(name.value());
    try {
      Optional<Path> link = root.linkTarget(directory.resolve(name.value()));
      Optional<String> sibling = link.flatMap(this::sibling);
      if (sibling.isPresent()) {
        alias(name, sibling.get());
      } else {
        fragment(name, file, directory.resolve(link.orElse(file.getFileName())));
      }
    } catch (IOException unreadable) {
      errors.add(Unreadable.part("unit file", file, unreadable));
    }
  }

  /** The name of another entry of this directory that a link leads to. */
  private Optional<String> sibling(Path target) {
    Path parent = target.normalize().getParent();
    boolean here =
        target.isAbsolute()
            ? directory.equals(parent) || logical.equals(parent) || atRuntime.contains(parent)
            : parent == null || directory.equals(directory.resolve(parent).normalize());
    return here ? Optional.of(target.getFileName().toString()) : Optional.empty();
  }

  private void alias(UnitName name, String sibling) {
    Optional<UnitName> target = UnitName.parse(sibling).filter(name::mayBeAliasOf);
    if (target.isEmpty()) {
      warnings.add(
          Diagnostic.warning(
              Location.of(logical.resolve(name.value())),
              "alias that systemd ignores: " + sibling,
              "link to a unit of the same type, and a template to a template"));
      return;
    }
    names.add(name);
    UnitName unit = target.get();
    if (unit.isTemplate() && name.instance().isPresent()) {
      unit = unit.withInstance(name.instance().get()).orElse(unit);
    }
    if (!unit.equals(name)) {
      aliases.put(name, unit);
    }
  }

  private void fragment(UnitName name, Path file, Path target) throws IOException {
    FoundFile found = root.findOnce(target);
    SourceFile source = new SourceFile(file, found.path());
    switch (found.kind()) {
      case REGULAR -> put(name, new Farm.Fragment(source, found.size() == 0));
      case NULL_DEVICE -> put(name, new Farm.Fragment(source, true));
      case DIRECTORY, OTHER ->
          errors.add(
              Diagnostic.error(
                  Location.of(file),
                  "unit file is no regular file",
                  "build the system again; a unit is masked by a link to /dev/null"));
    }
  }

  private void put(UnitName name, Farm.Fragment fragment) {
    names.add(name);
    fragments.put(name, fragment);
  }

  private void dropIns(String entry, String stem) {
    Optional<UnitName> unit = UnitName.parse(stem);
    if (unit.isEmpty() && UnitType.ofSuffix(stem).isEmpty()) {
      return;
    }
    List<SourceFile> files = new ArrayList<>();
    try {
      for (Path name : root.list(directory.resolve(entry))) {
        if (isDropIn(name.toString())) {
          dropIn(entry, name, files);
        }
      }
    } catch (IOException unreadable) {
      errors.add(Unreadable.part("drop-in directory", logical.resolve(entry), unreadable));
    }
    if (!files.isEmpty()) {
      dropIns.put(entry, List.copyOf(files));
      unit.filter(FarmReader::isUnit).ifPresent(names::add);
    }
  }

  private static boolean isDropIn(String name) {
    return name.endsWith(".conf") && !name.startsWith(".");
  }

  /** Not a template, and not a truncated name such as {@code foo-.service}. */
  private static boolean isUnit(UnitName name) {
    return !name.isTemplate() && (name.prefix().equals("-") || !name.prefix().endsWith("-"));
  }

  private void dropIn(String entry, Path name, List<SourceFile> files) {
    Path file = logical.resolve(entry).resolve(name);
    Path inDirectory = directory.resolve(entry).resolve(name);
    try {
      Path target = root.linkTarget(inDirectory).orElse(inDirectory);
      Path found = root.findOnce(target.isAbsolute() ? target : inDirectory).path();
      files.add(new SourceFile(file, found));
    } catch (IOException unreadable) {
      errors.add(Unreadable.part("drop-in", file, unreadable));
    }
  }

  private void dependencies(String entry) {
    SortedSet<UnitName> linked = new TreeSet<>();
    dependencies.put(entry, linked);
    try {
      for (Path name : root.list(directory.resolve(entry))) {
        Optional<UnitName> unit = UnitName.parse(name.toString());
        if (unit.isPresent()) {
          linked.add(unit.get());
        }
      }
    } catch (IOException unreadable) {
      errors.add(Unreadable.part("dependency directory", logical.resolve(entry), unreadable));
    }
  }
}
