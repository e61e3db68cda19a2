package dev.steadfast.diff;

import dev.steadfast.config.ConfigContent;
import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.KeyChange;
import dev.steadfast.diff.ArtefactSpec.Source;
import dev.steadfast.diff.Difference.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares a unit's config artefacts by what their keys mean. */
final class ArtefactComparison {
  private final SortedMap<String, ArtefactPair> pairs;
  private final ContentComparison contents;
  private final Optional<Baseline> process;

  /**
   * @param process what the unit's process runs from; empty if there is none
   */
  ArtefactComparison(
      SortedMap<String, ArtefactPair> pairs,
      ContentComparison contents,
      Optional<Baseline> process) {
    this.pairs = pairs;
    this.contents = contents;
    this.process = process;
  }

  /** The changes of one artefact that is known on both sides; empty if both are the same file. */
  List<Change> changesOf(ArtefactPair pair) throws IOException {
    ArtefactSide before = pair.before().orElseThrow();
    ArtefactSide after = pair.after().orElseThrow();
    ArtefactSide shown = before.shown().orElse(before);
    boolean parsed =
        List.of(before, shown, after).stream().allMatch(side -> side.content().isPresent());
    ConfigContent old = parsed ? before.content().get() : before.asText();
    ConfigContent inFile = parsed ? shown.content().get() : shown.asText();
    ConfigContent next = parsed ? after.content().get() : after.asText();
    List<Change> changes = new ArrayList<>();
    Set<ConfigKey> changed = new HashSet<>();
    SortedMap<ConfigKey, RunningValue> live =
        process
            .map(Baseline::running)
            .orElse(Collections.emptySortedMap())
            .getOrDefault(pair.spec().name(), Collections.emptySortedMap());
    for (KeyChange change : asRun(old, live).changesTo(withDefaults(next, live))) {
      changed.add(change.key());
      if (!isSubsumed(pair.spec(), change)) {
        changes.add(
            new Change.ConfigValue(pair.artefact(), change.key(), change.before(), change.after()));
      }
    }
    List<Change> drifted = drifted(pair);
    changes.addAll(drifted.isEmpty() ? caughtUp(pair, inFile.changesTo(next), changed) : drifted);
    boolean sameKeys = changes.isEmpty() && changed.isEmpty();
    if (sameKeys && !before.text().equals(after.text())) {
      changes.add(new Change.SameMeaning(pair.artefact()));
    }
    return changes;
  }

  /** Where the process's files are known to be others than it has loaded. */
  private List<Change> drifted(ArtefactPair pair) throws IOException {
    Path knownAs = pair.before().orElseThrow().path();
    List<Change> found = new ArrayList<>();
    if (process.isPresent() && process.get().drifted().lost().contains(knownAs)) {
      found.add(new Change.Lost(pair.artefact(), knownAs));
    }
    if (process.isPresent() && process.get().drifted().notLoaded().contains(knownAs)) {
      found.add(new Change.NotLoaded(pair.artefact(), knownAs));
    }
    return found;
  }

  private static ConfigContent asRun(ConfigContent file, SortedMap<ConfigKey, RunningValue> live) {
    SortedMap<ConfigKey, String> values = new TreeMap<>();
    live.forEach((key, running) -> values.put(key, running.value()));
    return file.withRunning(values);
  }

  /** A key that the next file does not set has the value that the daemon gives it then. */
  private static ConfigContent withDefaults(
      ConfigContent next, SortedMap<ConfigKey, RunningValue> live) {
    SortedMap<ConfigKey, String> values = new TreeMap<>();
    live.forEach(
        (key, running) -> {
          if (next.value(key).isEmpty()) {
            running.unset().ifPresent(value -> values.put(key, value));
          }
        });
    return next.withRunning(values);
  }

  /** Keys that differ in the file, but not from what the process runs with. */
  private static List<Change> caughtUp(
      ArtefactPair pair, List<KeyChange> inFile, Set<ConfigKey> changed) throws IOException {
    List<Change> found = new ArrayList<>();
    for (KeyChange change : inFile) {
      if (!changed.contains(change.key())) {
        found.add(
            new Change.RunsAlready(pair.artefact(), change.key(), change.before(), change.after()));
      }
    }
    return found;
  }

  /**
   * Whether the value is but the name of something that is compared itself and speaks for itself.
   */
  private boolean isSubsumed(ArtefactSpec spec, KeyChange change) throws IOException {
    if (change.before().isEmpty() || change.after().isEmpty()) {
      return false;
    }
    for (ArtefactPair other : pairs.values()) {
      if (other.isComplete()
          && other.spec().source().equals(new Source.InArtefact(spec.name(), change.key()))) {
        return true;
      }
    }
    String before = change.before().get();
    String after = change.after().get();
    // Values that only tell how much differs can be the same on both sides.
    Difference otherwise = new Difference(Kind.TEXT, Path.of("/"), Path.of("/"), "");
    return !before.equals(after) && contents.between(before, after, otherwise).isEmpty();
  }
}
