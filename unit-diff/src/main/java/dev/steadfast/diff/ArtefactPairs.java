package dev.steadfast.diff;

import dev.steadfast.diff.ArtefactSpec.Source;
import dev.steadfast.diff.Baseline.Drifted;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds all artefacts of one unit on both sides. A baseline takes the place of the old unit where
 * it knows the artefact.
 */
final class ArtefactPairs {
  private static final SettingKey EXEC_RELOAD = new SettingKey("Service", "ExecReload");
  private final Views views;
  private final Optional<Baseline> baseline;
  private final Drifted drifted;
  private final SortedMap<String, ArtefactPair> found = new TreeMap<>();
  private final List<String> unlocated = new ArrayList<>();

  /**
   * The file system while each of the two generations is active.
   *
   * @param next not yet
   */
  record Views(SystemRoot old, SystemRoot next) {}

  private ArtefactPairs(Views views, Optional<Baseline> baseline) {
    this.views = views;
    this.baseline = baseline;
    this.drifted = baseline.map(Baseline::drifted).orElse(Drifted.none());
  }

  static ArtefactPairs of(
      Views views,
      List<ArtefactSpec> specs,
      UnitFile before,
      UnitFile after,
      Optional<Baseline> baseline)
      throws IOException {
    ArtefactPairs pairs = new ArtefactPairs(views, baseline);
    for (ArtefactSpec spec : specs) {
      if (spec.source() instanceof Source.InSetting in) {
        pairs.add(spec, in, before, after);
      }
    }
    while (pairs.addNested(specs)) {}
    return pairs;
  }

  /** Those whose outer artefact is known by now; whether there was one. */
  private boolean addNested(List<ArtefactSpec> specs) throws IOException {
    int known = found.size();
    for (ArtefactSpec spec : specs) {
      if (spec.source() instanceof Source.InArtefact in && !found.containsKey(spec.name())) {
        addNested(spec, in);
      }
    }
    return found.size() > known;
  }

  SortedMap<String, ArtefactPair> found() {
    return found;
  }

  /** Why some artefacts were not found, for people. */
  List<String> unlocated() {
    return unlocated;
  }

  /** Whether some artefact's comparison covers what stands behind these two paths. */
  boolean covers(Path before, Path after) {
    for (ArtefactPair pair : found.values()) {
      if (pair.covers(before, after)) {
        return true;
      }
    }
    return false;
  }

  private void add(ArtefactSpec spec, Source.InSetting in, UnitFile before, UnitFile after)
      throws IOException {
    Optional<ArtefactSide> oldUnit = inUnit(spec, in, before, views.old(), "the old ");
    Optional<ArtefactSide> next = inUnit(spec, in, after, views.next(), "the next ");
    Optional<ArtefactSide> known = baseline.isPresent() ? running(spec, oldUnit) : oldUnit;
    found.put(spec.name(), new ArtefactPair(spec, oldUnit, known, next, namedByReload(in, after)));
  }

  private SortedSet<Path> namedByReload(Source.InSetting in, UnitFile after) throws IOException {
    Source.InSetting reload = new Source.InSetting(EXEC_RELOAD, in.fileName());
    return new ArtefactLocator(views.next()).inSetting(after, reload);
  }

  private Optional<ArtefactSide> inUnit(
      ArtefactSpec spec, Source.InSetting in, UnitFile unit, SystemRoot view, String which)
      throws IOException {
    SortedSet<Path> paths = new ArtefactLocator(view).inSetting(unit, in);
    if (paths.size() == 1) {
      return Optional.of(ArtefactSide.read(spec, view, paths.first()));
    }
    String what = paths.isEmpty() ? "is not named by " : "is named by more than one path in ";
    unlocated.add("artefact " + spec.name() + " " + what + which + unit.name());
    return Optional.empty();
  }

  /** A nested artefact is read where the one that names it was read. */
  private void addNested(ArtefactSpec spec, Source.InArtefact in) throws IOException {
    ArtefactPair outer = found.get(in.artefact());
    if (outer != null) {
      found.put(
          spec.name(),
          new ArtefactPair(
              spec,
              named(spec, in, outer.oldUnit()),
              named(spec, in, outer.before()),
              named(spec, in, outer.after()),
              new TreeSet<>()));
    }
  }

  private Optional<ArtefactSide> named(
      ArtefactSpec spec, Source.InArtefact in, Optional<ArtefactSide> outer) throws IOException {
    Optional<Path> path =
        outer
            .flatMap(ArtefactSide::content)
            .flatMap(content -> content.value(in.key()))
            .filter(value -> value.startsWith("/"))
            .map(Path::of);
    return outer.isPresent() && path.isPresent()
        ? read(spec, outer.get().root(), path.get())
        : Optional.empty();
  }

  /**
   * As the process has it; as the old unit has it where the process knows a path and finds nothing
   * there; empty where it is not known under which path the process has it.
   */
  private Optional<ArtefactSide> running(ArtefactSpec spec, Optional<ArtefactSide> oldUnit)
      throws IOException {
    Baseline known = baseline.orElseThrow();
    Path path = known.artefacts().get(spec.name());
    if (path == null) {
      unlocated.add("it is not known under which path the process has artefact " + spec.name());
      return Optional.empty();
    }
    Optional<ArtefactSide> side = read(spec, known.view(), path);
    if (side.isEmpty() && drifted.loaded().containsKey(path)) {
      String text = views.next().text(drifted.loaded().get(path));
      return Optional.of(ArtefactSide.gone(spec, known.view(), path, text));
    }
    if (side.isEmpty()) {
      unlocated.add(
          "the process has no "
              + path
              + ", so artefact "
              + spec.name()
              + " is taken as the old unit names it");
    }
    return side.isPresent() ? side : oldUnit;
  }

  /** A file of a unit must be there, one of a process may be missing. */
  private Optional<ArtefactSide> read(ArtefactSpec spec, SystemRoot where, Path file)
      throws IOException {
    boolean isOfUnit = where == views.old() || where == views.next();
    if (isOfUnit) {
      return Optional.of(ArtefactSide.read(spec, where, file));
    }
    if (!where.exists(file)) {
      return Optional.empty();
    }
    ArtefactSide shown = ArtefactSide.read(spec, where, file);
    if (drifted.pushed().containsKey(file)) {
      return Optional.of(shown.whenPushed(views.next().text(drifted.pushed().get(file))));
    }
    Path loaded = drifted.loaded().get(file);
    return Optional.of(loaded == null ? shown : shown.whenLoaded(views.next().text(loaded)));
  }
}
