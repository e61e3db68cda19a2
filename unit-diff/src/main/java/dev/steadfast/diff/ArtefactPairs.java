package dev.steadfast.diff;

import dev.steadfast.diff.ArtefactSpec.Source;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.UnitFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Finds all artefacts of one unit on both sides. A baseline takes the place of the old unit where
 * it knows the artefact.
 */
final class ArtefactPairs {
  private final SystemRoot root;
  private final ArtefactLocator locator;
  private final Optional<Baseline> baseline;
  private final SortedMap<Path, Path> loaded;
  private final SortedMap<String, ArtefactPair> found = new TreeMap<>();
  private final List<String> unlocated = new ArrayList<>();

  private ArtefactPairs(SystemRoot root, Optional<Baseline> baseline) {
    this.root = root;
    this.locator = new ArtefactLocator(root);
    this.baseline = baseline;
    this.loaded = baseline.map(Baseline::loaded).orElse(Collections.emptySortedMap());
  }

  static ArtefactPairs of(
      SystemRoot root,
      List<ArtefactSpec> specs,
      UnitFile before,
      UnitFile after,
      Optional<Baseline> baseline)
      throws IOException {
    ArtefactPairs pairs = new ArtefactPairs(root, baseline);
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
    Optional<ArtefactSide> oldUnit = read(spec, root, onlyPath(spec, in, before, "the old "));
    Optional<ArtefactSide> running = running(spec);
    Optional<ArtefactSide> next = read(spec, root, onlyPath(spec, in, after, "the next "));
    found.put(
        spec.name(),
        new ArtefactPair(spec, oldUnit, running.isPresent() ? running : oldUnit, next));
  }

  private Optional<Path> onlyPath(
      ArtefactSpec spec, Source.InSetting in, UnitFile unit, String which) throws IOException {
    SortedSet<Path> paths = locator.inSetting(unit, in.setting(), in.fileName());
    if (paths.size() == 1) {
      return Optional.of(paths.first());
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
              named(spec, in, outer.after())));
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
    return outer.isPresent() ? read(spec, outer.get().root(), path) : Optional.empty();
  }

  private Optional<ArtefactSide> running(ArtefactSpec spec) throws IOException {
    Optional<Path> path = baseline.map(known -> known.artefacts().get(spec.name()));
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Optional<ArtefactSide> side = read(spec, baseline.orElseThrow().view(), path);
    if (side.isEmpty()) {
      unlocated.add(
          "the process has no "
              + path.get()
              + ", so artefact "
              + spec.name()
              + " is taken as the old unit names it");
    }
    return side;
  }

  private Optional<ArtefactSide> read(ArtefactSpec spec, SystemRoot where, Optional<Path> path)
      throws IOException {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Path file = path.get();
    if (where == root) {
      return Optional.of(ArtefactSide.read(spec, where, file));
    }
    if (!where.exists(file)) {
      return Optional.empty();
    }
    ArtefactSide shown = ArtefactSide.read(spec, where, file);
    return Optional.of(
        loaded.containsKey(file) ? shown.whenLoaded(root.text(loaded.get(file))) : shown);
  }
}
