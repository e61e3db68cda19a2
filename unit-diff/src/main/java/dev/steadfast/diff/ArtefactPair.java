package dev.steadfast.diff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A spec's artefact on both sides.
 *
 * @param oldUnit as the old unit names it; the running process may know another path
 * @param before as the process runs from it, where that is known, else as {@code oldUnit}
 */
record ArtefactPair(
    ArtefactSpec spec,
    Optional<ArtefactSide> oldUnit,
    Optional<ArtefactSide> before,
    Optional<ArtefactSide> after,
    SortedSet<Path> namedByReload) {
  ArtefactPair {
    namedByReload = Collections.unmodifiableSortedSet(new TreeSet<>(namedByReload));
  }

  Artefact artefact() throws IOException {
    return new Artefact(
        spec.name(),
        before.map(ArtefactSide::path),
        after.map(ArtefactSide::path),
        after.isPresent() ? after.get().files() : List.of(),
        namedByReload);
  }

  boolean isComplete() {
    return before.isPresent() && after.isPresent();
  }

  /** Whether this pair's comparison speaks for what stands behind these two paths of the units. */
  boolean covers(Path old, Path next) {
    return isComplete()
        && oldUnit.map(ArtefactSide::path).equals(Optional.of(old))
        && after.map(ArtefactSide::path).equals(Optional.of(next));
  }
}
