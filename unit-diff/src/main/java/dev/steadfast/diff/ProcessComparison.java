package dev.steadfast.diff;

import dev.steadfast.store.PathBytes;
import dev.steadfast.store.StorePath;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.ExecCommand;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Compares the next unit with what the main process itself says it was started with, program and
 * environment: a process that was kept is older than the last generation's unit.
 */
final class ProcessComparison {
  private static final SettingKey EXEC_START = new SettingKey("Service", "ExecStart");
  private static final SettingKey ENVIRONMENT = new SettingKey("Service", "Environment");
  private final SystemRoot root;
  private final ContentComparison contents;
  private final Baseline baseline;
  private final UnitFile before;
  private final UnitFile after;

  ProcessComparison(
      SystemRoot root,
      ContentComparison contents,
      Baseline baseline,
      UnitFile before,
      UnitFile after) {
    this.root = root;
    this.contents = contents;
    this.baseline = baseline;
    this.before = before;
    this.after = after;
  }

  /** Whether the process speaks for this setting, so that the units need not be compared. */
  static boolean tells(Baseline baseline, SettingKey key) {
    return key.equals(ENVIRONMENT) && !baseline.environment().isEmpty();
  }

  /** The changes between the two units, as they are for this process. */
  List<Change> corrected(List<Change> ofUnits) throws IOException {
    List<Change> changes = withProgram(ofUnits);
    Optional<Change.Program> program = programOf(changes);
    if (tells(baseline, ENVIRONMENT)) {
      for (Change change : environment()) {
        boolean isProgramAgain =
            change instanceof Change.Program other
                && program.isPresent()
                && stores(other).equals(stores(program.get()));
        if (!isProgramAgain && !changes.contains(change)) {
          changes.add(change);
        }
      }
    }
    return changes;
  }

  private List<Change> withProgram(List<Change> ofUnits) throws IOException {
    List<Change> changes = new ArrayList<>(ofUnits);
    Optional<Path> running = baseline.program();
    Optional<Path> next = nextProgram();
    if (running.isEmpty() || next.isEmpty()) {
      return changes;
    }
    Optional<Change.Program> named = programOf(changes);
    if (running.equals(next)) {
      named.ifPresent(change -> runsAlready(changes, change));
    } else if (isOtherVersion(running.get(), next.get())) {
      named.ifPresent(changes::remove);
      changes.addFirst(new Change.Program(EXEC_START, running.get(), next.get()));
    }
    return changes;
  }

  private static void runsAlready(List<Change> changes, Change.Program named) {
    changes.remove(named);
    changes.add(new Change.InForce(EXEC_START, "as " + named.after()));
  }

  private Optional<Path> nextProgram() throws IOException {
    List<ExecCommand> commands = after.commands("ExecStart");
    if (commands.isEmpty()) {
      return Optional.empty();
    }
    Path named = PathBytes.path(commands.getFirst().program());
    return named.isAbsolute() && root.exists(named)
        ? Optional.of(root.resolve(named))
        : Optional.empty();
  }

  private static Optional<Change.Program> programOf(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Program program && program.key().equals(EXEC_START)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  private static List<Optional<StorePath>> stores(Change.Program program) {
    return List.of(StorePath.holding(program.before()), StorePath.holding(program.after()));
  }

  /** The same file of two versions of one package: a wrapper's process never is. */
  private static boolean isOtherVersion(Path running, Path next) {
    Optional<StorePath> runningStore = StorePath.holding(running);
    Optional<StorePath> nextStore = StorePath.holding(next);
    return runningStore.isPresent()
        && nextStore.isPresent()
        && !runningStore.equals(nextStore)
        && inside(runningStore.get(), running).equals(inside(nextStore.get(), next));
  }

  private static Path inside(StorePath store, Path path) {
    return store.path().relativize(path);
  }

  private List<Change> environment() throws IOException {
    SortedMap<String, String> old = before.environment();
    SortedMap<String, String> next = after.environment();
    SortedSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(next.keySet());
    List<Change> changes = new ArrayList<>();
    List<String> inForce = new ArrayList<>();
    for (String name : names) {
      Variable variable =
          new Variable(
              name,
              Optional.ofNullable(baseline.environment().get(name)),
              Optional.ofNullable(old.get(name)),
              Optional.ofNullable(next.get(name)));
      if (!variable.running().equals(variable.next())) {
        changes.addAll(variable(variable));
      } else if (!variable.old().equals(variable.next())) {
        inForce.add(name);
      }
    }
    if (!inForce.isEmpty()) {
      String what = "with this value of " + String.join(", ", inForce);
      changes.add(new Change.InForce(ENVIRONMENT, what));
    }
    return changes;
  }

  private record Variable(
      String name, Optional<String> running, Optional<String> old, Optional<String> next) {}

  /**
   * A variable that both units set alike is compared with the process's only where all but store
   * paths is equal: other settings and wrappers give a process other values than {@code
   * Environment=} says.
   */
  private List<Change> variable(Variable variable) throws IOException {
    boolean unitsDiffer = !variable.old().equals(variable.next());
    for (Optional<String> from : List.of(variable.running(), variable.old())) {
      if (from.isPresent() && variable.next().isPresent()) {
        Skeleton old = Skeleton.of(from.get());
        Skeleton next = Skeleton.of(variable.next().get());
        if (old.hasSamePlacesAs(next)) {
          return behind(old, next, unitsDiffer);
        }
      }
    }
    return unitsDiffer
        ? List.of(
            new Change.Setting(
                ENVIRONMENT,
                assignment(variable.name(), variable.old()),
                assignment(variable.name(), variable.next())))
        : List.of();
  }

  private List<Change> behind(Skeleton old, Skeleton next, boolean unitsDiffer) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < old.references().size(); i++) {
      for (Change change :
          contents.changesBehind(ENVIRONMENT, old.references().get(i), next.references().get(i))) {
        if (unitsDiffer || !(change instanceof Change.OnlyHashes)) {
          changes.add(change);
        }
      }
    }
    return changes;
  }

  private static List<String> assignment(String name, Optional<String> value) {
    return value.map(text -> List.of(name + "=" + text)).orElse(List.of());
  }
}
