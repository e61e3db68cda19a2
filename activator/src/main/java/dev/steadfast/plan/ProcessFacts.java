package dev.steadfast.plan;

import dev.steadfast.diff.UnitChange;
import dev.steadfast.process.Identity;
import dev.steadfast.process.LiveProcess;
import dev.steadfast.store.PathBytes;
import dev.steadfast.unit.ExecCommand;
import dev.steadfast.unit.UnitFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a plan relies on about one unit's process: observed, or assumed to be as the old unit starts
 * it.
 *
 * @param identity empty if nothing was observed
 * @param program executable that runs, empty if unknown
 * @param mounts stacked mounts per path that the process knows
 * @param mounted files on the host that are mounted in the process's part of the store
 * @param hidden paths that the next configuration needs and the process does not see
 * @param strangers processes of the unit in another mount namespace
 * @param shown the file on the host that the process finds under a path that it knows
 */
record ProcessFacts(
    Basis basis,
    Optional<Identity> identity,
    Optional<Path> program,
    SortedMap<String, String> environment,
    boolean ownMountNamespace,
    SortedMap<Path, Integer> mounts,
    SortedSet<Path> mounted,
    SortedSet<Path> hidden,
    List<Long> strangers,
    SortedMap<Path, Path> shown) {
  ProcessFacts {
    mounted = Collections.unmodifiableSortedSet(new TreeSet<>(mounted));
    hidden = Collections.unmodifiableSortedSet(new TreeSet<>(hidden));
    strangers = List.copyOf(strangers);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    mounts = Collections.unmodifiableSortedMap(new TreeMap<>(mounts));
    shown = Collections.unmodifiableSortedMap(new TreeMap<>(shown));
  }

  static ProcessFacts of(UnitChange.Modified change, Observed observed) {
    return switch (observed.basis()) {
      case ASSUMED -> assumed(change.before());
      case OBSERVED ->
          Optional.ofNullable(observed.processes().get(change.unit()))
              .map(ProcessFacts::observed)
              .orElseGet(ProcessFacts::withoutProcess);
    };
  }

  private static ProcessFacts observed(LiveProcess process) {
    return new ProcessFacts(
        Basis.OBSERVED,
        Optional.of(process.identity()),
        Optional.of(process.identity().executable()),
        process.environment(),
        process.ownMountNamespace(),
        process.mounts(),
        process.mounted(),
        process.hidden(),
        process.strangers(),
        process.shown());
  }

  private static ProcessFacts withoutProcess() {
    return new ProcessFacts(
        Basis.OBSERVED,
        Optional.empty(),
        Optional.empty(),
        Collections.emptySortedMap(),
        false,
        Collections.emptySortedMap(),
        Collections.emptySortedSet(),
        Collections.emptySortedSet(),
        List.of(),
        Collections.emptySortedMap());
  }

  private static ProcessFacts assumed(UnitFile before) {
    List<ExecCommand> commands = before.commands("ExecStart");
    Optional<Path> program =
        commands.isEmpty() ? Optional.empty() : absolute(commands.getFirst().program());
    return new ProcessFacts(
        Basis.ASSUMED,
        Optional.empty(),
        program,
        before.environment(),
        MountNamespaces.isImpliedBy(before),
        Collections.emptySortedMap(),
        Collections.emptySortedSet(),
        Collections.emptySortedSet(),
        List.of(),
        Collections.emptySortedMap());
  }

  private static Optional<Path> absolute(String program) {
    return program.startsWith("/") ? Optional.of(PathBytes.path(program)) : Optional.empty();
  }
}
