package dev.steadfast.diff;

import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.SettingMeaning;
import dev.steadfast.unit.UnitFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares one unit that both generations have. */
final class UnitComparison {
  private final SystemRoot root;
  private final UnitFile before;
  private final UnitFile after;
  private final Optional<Baseline> baseline;
  private final ArtefactPairs artefacts;
  private final ContentComparison contents;
  private final List<Change> changes = new ArrayList<>();

  /**
   * Then a script or trigger that differs by nothing but its artefacts needs no word of its own.
   */
  private boolean artefactsDiffer;

  private UnitComparison(
      SystemRoot root,
      UnitFile before,
      UnitFile after,
      Optional<Baseline> baseline,
      ArtefactPairs artefacts) {
    this.root = root;
    this.before = before;
    this.after = after;
    this.baseline = baseline;
    this.artefacts = artefacts;
    this.contents = new ContentComparison(root, artefacts::covers);
  }

  /** The unit's changes, or empty if nothing differs. */
  static Optional<UnitChange> between(
      UnitFile before, UnitFile after, ArtefactPairs.Views views, DiffScope scope)
      throws IOException {
    Optional<Baseline> baseline = Optional.ofNullable(scope.baselines().get(after.name()));
    ArtefactPairs artefacts =
        ArtefactPairs.of(views, scope.specs().of(after), before, after, baseline);
    UnitComparison comparison =
        new UnitComparison(scope.root(), before, after, baseline, artefacts);
    comparison.compareArtefacts();
    comparison.compareSettings();
    comparison.correctByProcess();
    baseline
        .map(Baseline::unknown)
        .orElse(List.of())
        .forEach(what -> comparison.changes.add(new Change.Unknown(what)));
    return comparison.result();
  }

  private Optional<UnitChange> result() throws IOException {
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    List<Artefact> located = new ArrayList<>();
    for (ArtefactPair pair : artefacts.found().values()) {
      located.add(pair.artefact());
    }
    return Optional.of(
        new UnitChange.Modified(
            after.name(), before, after, changes, located, artefacts.unlocated()));
  }

  private void compareArtefacts() throws IOException {
    ArtefactComparison comparison =
        new ArtefactComparison(artefacts.found(), contentsOfProcess(), baseline);
    for (ArtefactPair pair : artefacts.found().values()) {
      if (pair.isComplete()) {
        changes.addAll(comparison.changesOf(pair));
      }
    }
    artefactsDiffer = !changes.isEmpty();
  }

  /**
   * A process's files may be older than the old unit: its store paths then have other counterparts
   * than the unit's.
   */
  private ContentComparison contentsOfProcess() {
    return baseline.isPresent() ? new ContentComparison(root, artefacts::covers) : contents;
  }

  private void compareSettings() throws IOException {
    SortedSet<SettingKey> keys = new TreeSet<>(before.settings().keySet());
    keys.addAll(after.settings().keySet());
    for (SettingKey key : keys) {
      List<String> old = before.values(key);
      List<String> next = after.values(key);
      if (old.equals(next) || isToldByProcess(key)) {
        continue;
      }
      if (SettingMeaning.isSame(key, old, next)) {
        changes.add(new Change.SameValue(key, old, next));
      } else {
        compareSetting(key, old, next);
      }
    }
  }

  private boolean isToldByProcess(SettingKey key) {
    return baseline.isPresent() && ProcessComparison.tells(baseline.get(), key);
  }

  private void correctByProcess() throws IOException {
    if (baseline.isPresent()) {
      ProcessComparison process =
          new ProcessComparison(root, contentsOfProcess(), baseline.get(), before, after);
      List<Change> corrected = process.corrected(changes);
      changes.clear();
      changes.addAll(corrected);
    }
  }

  private void compareSetting(SettingKey key, List<String> old, List<String> next)
      throws IOException {
    List<Change> found = new ArrayList<>();
    if (old.size() != next.size()) {
      changes.add(new Change.Setting(key, old, next));
      return;
    }
    for (int i = 0; i < old.size(); i++) {
      Skeleton oldValue = Skeleton.of(old.get(i));
      Skeleton nextValue = Skeleton.of(next.get(i));
      if (!oldValue.hasSamePlacesAs(nextValue)) {
        changes.add(new Change.Setting(key, old, next));
        return;
      }
      for (int j = 0; j < oldValue.references().size(); j++) {
        List<Change> behind =
            contents.changesBehind(
                key, oldValue.references().get(j), nextValue.references().get(j));
        if (!isSubsumed(behind)) {
          found.addAll(behind);
        }
      }
    }
    found.stream().filter(change -> !changes.contains(change)).forEach(changes::add);
  }

  private boolean isSubsumed(List<Change> behind) {
    return artefactsDiffer
        && contents.metCovered()
        && behind.stream().allMatch(Change.OnlyHashes.class::isInstance);
  }
}
