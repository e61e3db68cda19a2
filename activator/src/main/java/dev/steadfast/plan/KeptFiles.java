package dev.steadfast.plan;

import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.store.StorePath;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Files that a kept process may open again, and that the next generation may lack. */
final class KeptFiles {
  private KeptFiles() {}

  /**
   * Sorted store paths, and derived copies that stay linked.
   *
   * <p>What the process finds under a path now may have been handed over many generations ago: its
   * program, the target of a link, what is mounted over a file. What is mounted must not be removed
   * even if it is equal to the next file or lies under other mounts, as that would detach the mount
   * and all that lie over it.
   */
  static List<Path> of(UnitChange.Modified change, ProcessFacts facts, List<Handover> handovers) {
    SortedSet<Path> kept = new TreeSet<>();
    facts.program().ifPresent(program -> addStorePath(program, kept));
    for (Artefact artefact : change.artefacts()) {
      artefact.before().ifPresent(path -> addStorePath(path, kept));
      artefact.after().ifPresent(path -> addStorePath(path, kept));
    }
    facts.mounted().forEach(file -> addStorePath(file, kept));
    for (Map.Entry<Path, Path> shown : facts.shown().entrySet()) {
      addStorePath(shown.getValue(), kept);
      boolean isCopy = shown.getValue().startsWith(HandoverChoice.copies(change.unit()));
      if (isCopy && !isRelinked(shown.getKey(), handovers)) {
        kept.add(shown.getValue());
      }
    }
    return List.copyOf(kept);
  }

  private static void addStorePath(Path file, SortedSet<Path> kept) {
    StorePath.holding(file).ifPresent(path -> kept.add(path.path()));
  }

  private static boolean isRelinked(Path link, List<Handover> handovers) {
    return handovers.stream()
        .anyMatch(made -> made instanceof Handover.Relink && made.knownAs().equals(link));
  }
}
