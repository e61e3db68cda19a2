package dev.steadfast.unit;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.store.StorePath;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The units of one NixOS system, as its toplevel has them in {@code etc/systemd/system}, or those
 * of a user manager.
 *
 * <p>Reading it lists that directory and follows its links; a unit's files are read when it is
 * asked for, once. For one thread.
 */
public final class Generation {
  private static final Path UNITS = Path.of("etc/systemd/system");
  private static final List<Path> SYSTEM_UNITS =
      List.of(Path.of("/etc/systemd/system"), Path.of("/etc/static/systemd/system"));
  private static final List<Path> USER_UNITS =
      List.of(Path.of("/etc/systemd/user"), Path.of("/etc/static/systemd/user"));
  private static final List<SettingKey> PULLING =
      List.of(
          new SettingKey("Unit", "Wants"),
          new SettingKey("Unit", "Requires"),
          new SettingKey("Unit", "BindsTo"),
          new SettingKey("Unit", "Upholds"),
          new SettingKey("Service", "Sockets"));

  private final SystemRoot root;
  private final Path toplevel;
  private final Path directory;
  private final Farm farm;
  private final Map<UnitName, Optional<UnitEntry>> entries = new HashMap<>();
  private final Map<UnitName, Parsed<UnitFile>> units = new HashMap<>();

  private Optional<SystemRoot> view;

  private Generation(
      SystemRoot root, Path toplevel, Path directory, Farm farm, Optional<SystemRoot> view) {
    this.root = root;
    this.view = view;
    this.toplevel = toplevel;
    this.directory = directory;
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
    Path directory = resolved.resolve(UNITS);
    return FarmReader.read(root, directory, SYSTEM_UNITS)
        .map(farm -> new Generation(root, resolved, directory, farm, Optional.empty()));
  }

  /**
   * Reads a directory of user units, such as {@code etc/systemd/user} of a toplevel or what a home
   * manager has built. {@link #toplevel()} is that directory, links resolved.
   *
   * @param root also the {@link #view()}: for the units of a toplevel give the file system {@link
   *     SystemRoot#activated} with it, as a directory does not tell what {@code /etc} will be
   * @param directory absolute in the view
   * @return rejected as by {@link #read}; a directory that is not there is an error too
   */
  public static Parsed<Generation> ofUnits(SystemRoot root, Path directory) {
    return FarmReader.read(root, directory, USER_UNITS)
        .map(farm -> new Generation(root, farm.directory(), directory, farm, Optional.of(root)));
  }

  /** The file system as it is while this generation is the active one. */
  public SystemRoot view() throws IOException {
    if (view.isEmpty()) {
      view = Optional.of(root.activated(toplevel));
    }
    return view.get();
  }

  /** The toplevel, or the directory of user units, with every link resolved. */
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
              Location.of(directory),
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

  /**
   * Whether it is an instance that has its template's fragment and drop-ins of its own that are not
   * masked: in that way NixOS declares an instance.
   */
  public boolean declaresInstance(UnitName name) {
    return name.template().isPresent() && !farm.isKnown(name) && farm.hasOwnSettings(name);
  }

  /** Whether it has a file or a link of its own, not merely that of its template or drop-ins. */
  public boolean hasOwnFile(UnitName name) {
    return farm.isKnown(name);
  }

  /** Whether another unit's {@code .wants}, {@code .requires} or {@code .upholds} names it. */
  public boolean isWanted(UnitName name) {
    Collection<UnitName> wanted = farm.links().all();
    if (wanted.contains(name)) {
      return true;
    }
    UnitName unit = mainName(name);
    return wanted.contains(unit) || farm.aliasesOf(unit).stream().anyMatch(wanted::contains);
  }

  /** The unit behind an alias; any other name is returned as it is. */
  public UnitName mainName(UnitName name) {
    return entry(name).flatMap(UnitEntry::aliasOf).orElse(name);
  }

  /**
   * The units that a unit pulls in by its {@code .wants}, {@code .requires} and {@code .upholds}
   * directories, under their main names, whether the generation has them or not. No file is read.
   */
  public SortedSet<UnitName> wants(UnitName unit) {
    return mainNames(farm.linkedBy(mainName(unit)));
  }

  /**
   * As {@link #wants(UnitName)}, with those that the unit's own settings pull in: {@code Wants=},
   * {@code Requires=}, {@code BindsTo=}, {@code Upholds=} and {@code Sockets=}. {@code Requisite=}
   * starts nothing.
   *
   * @param unit of this generation
   */
  public SortedSet<UnitName> wants(UnitFile unit) {
    List<UnitName> names = new ArrayList<>(farm.linkedBy(unit.name()));
    PULLING.forEach(key -> names.addAll(unit.units(key)));
    return mainNames(names);
  }

  private SortedSet<UnitName> mainNames(Collection<UnitName> names) {
    SortedSet<UnitName> main = new TreeSet<>();
    names.forEach(name -> main.add(mainName(name)));
    return Collections.unmodifiableSortedSet(main);
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
