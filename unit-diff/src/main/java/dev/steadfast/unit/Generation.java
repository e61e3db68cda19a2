package dev.steadfast.unit;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.store.StorePath;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The units of one NixOS system, as its toplevel has them in {@code etc/systemd/system}.
 *
 * <p>Reading it lists that directory and follows its links; a unit's files are read when it is
 * asked for, once. For one thread.
 */
public final class Generation {
  private static final Path UNITS = Path.of("etc/systemd/system");

  private final SystemRoot root;
  private final Path toplevel;
  private final Farm farm;
  private final Map<UnitName, Optional<UnitEntry>> entries = new HashMap<>();
  private final Map<UnitName, Parsed<UnitFile>> units = new HashMap<>();

  private Optional<SystemRoot> view = Optional.empty();

  private Generation(SystemRoot root, Path toplevel, Farm farm) {
    this.root = root;
    this.toplevel = toplevel;
    this.farm = farm;
  }

  /**
   * Reads the generation of a toplevel.
   *
   * @param toplevel absolute in the view; may be a link such as {@code /run/current-system}
   * @return rejected if the toplevel, its unit directory or a file that a unit consists of cannot
   *     be found or looked at, all of them together; accepted with a warning for each link that
   *     systemd ignores
   */
  public static Parsed<Generation> read(SystemRoot root, Path toplevel) {
    Path resolved;
    try {
      resolved = root.resolve(toplevel);
    } catch (IOException unreadable) {
      return Parsed.rejected(Unreadable.toplevel(toplevel, unreadable));
    }
    return FarmReader.read(root, resolved.resolve(UNITS))
        .map(farm -> new Generation(root, resolved, farm));
  }

  /** The file system as it is while this generation is the active one. */
  public SystemRoot view() throws IOException {
    if (view.isEmpty()) {
      view = Optional.of(root.activated(toplevel));
    }
    return view.get();
  }

  /** The toplevel with every link resolved. */
  public Path toplevel() {
    return toplevel;
  }

  /**
   * The names that have a file, an alias or a drop-in directory of their own. An instance of a
   * template is among them only if it has; whether the generation has a unit is for {@link #entry}
   * to say.
   */
  public SortedSet<UnitName> names() {
    return farm.names();
  }

  /** What there is for a name, also for an instance that has but its template. */
  public Optional<UnitEntry> entry(UnitName name) {
    return entries.computeIfAbsent(name, this::find);
  }

  private Optional<UnitEntry> find(UnitName name) {
    Optional<Farm.Found> found = farm.find(name);
    if (found.isPresent()) {
      UnitName unit = found.get().name();
      Farm.Fragment fragment = found.get().fragment();
      return Optional.of(
          new UnitEntry(
              name,
              Optional.of(fragment.file()),
              farm.dropInsOf(unit),
              fragment.masked(),
              unit.equals(name) ? Optional.empty() : Optional.of(unit)));
    }
    return farm.hasOwnDropIns(name)
        ? Optional.of(
            new UnitEntry(name, Optional.empty(), farm.dropInsOf(name), false, Optional.empty()))
        : Optional.empty();
  }

  /**
   * The unit's fragment and drop-ins, read and merged; of an alias those of the unit behind it,
   * under that unit's name. A masked unit has no settings.
   *
   * @return rejected if there is no such unit, or with every problem of its files
   */
  public Parsed<UnitFile> unit(UnitName name) {
    Optional<UnitEntry> entry = entry(name);
    if (entry.isEmpty()) {
      return Parsed.rejected(
          Diagnostic.error(
              Location.of(toplevel.resolve(UNITS)),
              "no unit " + name,
              "name a unit of this system, or an instance of one of its templates"));
    }
    UnitName unit = entry.get().aliasOf().orElse(name);
    Parsed<UnitFile> known = units.get(unit);
    if (known == null) {
      known = UnitText.read(root, unit, entry.get());
      units.put(unit, known);
    }
    return known;
  }

  /** Whether another unit's {@code .wants}, {@code .requires} or {@code .upholds} names it. */
  public boolean isWanted(UnitName name) {
    if (farm.wanted().contains(name)) {
      return true;
    }
    UnitName unit = entry(name).flatMap(UnitEntry::aliasOf).orElse(name);
    if (farm.wanted().contains(unit)) {
      return true;
    }
    for (UnitName alias : farm.aliasesOf(unit)) {
      if (farm.wanted().contains(alias)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether both generations have the same files for a name, so that nothing in them can differ;
   * also if neither has any. Nothing is parsed: store paths hold what they hold for ever, of other
   * files the bytes are compared. False if they cannot be read.
   */
  public boolean sameFiles(UnitName name, Generation other) {
    if (farm.directory().equals(other.farm.directory())
        && StorePath.holding(farm.directory()).isPresent()) {
      return true;
    }
    Optional<UnitEntry> mine = entry(name);
    Optional<UnitEntry> theirs = other.entry(name);
    if (mine.isEmpty() || theirs.isEmpty()) {
      return mine.isEmpty() && theirs.isEmpty();
    }
    UnitEntry a = mine.get();
    UnitEntry b = theirs.get();
    return a.masked() == b.masked()
        && a.aliasOf().equals(b.aliasOf())
        && a.fragment().isPresent() == b.fragment().isPresent()
        && (a.fragment().isEmpty() || same(a.fragment().get(), other, b.fragment().get()))
        && sameDropIns(a.dropIns(), other, b.dropIns());
  }

  private boolean sameDropIns(List<SourceFile> mine, Generation other, List<SourceFile> theirs) {
    if (mine.size() != theirs.size()) {
      return false;
    }
    for (int i = 0; i < mine.size(); i++) {
      if (!same(mine.get(i), other, theirs.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean same(SourceFile mine, Generation other, SourceFile theirs) {
    boolean mineInStore = StorePath.holding(mine.resolved()).isPresent();
    if (mineInStore && StorePath.holding(theirs.resolved()).isPresent()) {
      return mine.resolved().equals(theirs.resolved());
    }
    try {
      return Arrays.equals(UnitText.bytes(root, mine), UnitText.bytes(other.root, theirs));
    } catch (IOException unreadable) {
      return false;
    }
  }
}
