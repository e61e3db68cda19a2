package dev.steadfast.diff;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.diagnostic.Severity;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.Generation;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The differences between two generations, unit by unit. */
public final class UnitDiff {
  private final Generation old;
  private final Generation next;
  private final DiffScope scope;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private UnitDiff(Generation old, Generation next, DiffScope scope) {
    this.old = old;
    this.next = next;
    this.scope = scope;
  }

  /**
   * Every unit that differs, sorted by name. Templates are compared through their instances; an
   * alias is not compared beside its target.
   *
   * @return rejected if a unit that differs cannot be parsed or names a store path that cannot be
   *     read
   */
  public static Parsed<List<UnitChange>> between(Generation old, Generation next, DiffScope scope) {
    UnitDiff diff = new UnitDiff(old, next, scope);
    SortedSet<UnitName> names = new TreeSet<>(old.names());
    names.addAll(next.names());
    names.addAll(scope.instances());
    names.addAll(scope.baselines().keySet());
    names.addAll(scope.oldOf().keySet());
    List<UnitChange> changes = new ArrayList<>();
    for (UnitName name : names) {
      diff.compare(name).ifPresent(changes::add);
    }
    return diff.result(changes);
  }

  /**
   * Whether every artefact that a setting names is found in a unit.
   *
   * @param view the file system as it is while the unit's generation is active
   */
  public static boolean locates(SystemRoot view, UnitFile unit, List<ArtefactSpec> specs)
      throws IOException {
    ArtefactLocator locator = new ArtefactLocator(view);
    for (ArtefactSpec spec : specs) {
      if (spec.source() instanceof ArtefactSpec.Source.InSetting in
          && locator.inSetting(unit, in).size() != 1) {
        return false;
      }
    }
    return !specs.isEmpty();
  }

  /**
   * The scripts through which a setting of a unit reaches a file; none if it names it itself.
   *
   * @param view the file system as it is while the unit's generation is active
   */
  public static List<Path> scriptsTo(SystemRoot view, UnitFile unit, SettingKey setting, Path file)
      throws IOException {
    return new ArtefactLocator(view).scriptsTo(unit, setting, file);
  }

  private Parsed<List<UnitChange>> result(List<UnitChange> changes) {
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.severity() == Severity.ERROR) {
        return new Parsed.Rejected<>(diagnostics);
      }
    }
    return new Parsed.Accepted<>(List.copyOf(changes), diagnostics);
  }

  private Optional<UnitChange> compare(UnitName name) {
    Generation from = scope.oldOf().getOrDefault(name, old);
    boolean hasBaseline = scope.baselines().containsKey(name);
    boolean mayDiffer = hasBaseline || scope.specs().mayHave(name) || !from.sameFiles(name, next);
    if (name.isTemplate() || !mayDiffer) {
      return Optional.empty();
    }
    boolean before = isUnit(from, name);
    boolean isUndeclared = isUndeclared(from, name);
    boolean after = isUnit(next, name) && !isUndeclared;
    if (!before && !after) {
      return Optional.empty();
    }
    if (!before) {
      return unit(next, name).map(file -> new UnitChange.Added(name, file, next.isWanted(name)));
    }
    if (!after) {
      UnitChange.Removal how = isUndeclared ? UnitChange.Removal.UNDECLARED : removal(name);
      return unit(from, name).map(file -> new UnitChange.Removed(name, file, how));
    }
    return modified(name, from);
  }

  private UnitChange.Removal removal(UnitName name) {
    boolean masked = next.entry(name).map(entry -> entry.masked()).orElse(false);
    return masked ? UnitChange.Removal.MASKED : UnitChange.Removal.GONE;
  }

  private boolean isUndeclared(Generation from, UnitName name) {
    return from.declaresInstance(name)
        && !next.declaresInstance(name)
        && !next.hasOwnFile(name)
        && !next.isWanted(name);
  }

  /** Present, not masked, and not merely another name of a unit. */
  private static boolean isUnit(Generation generation, UnitName name) {
    return generation
        .entry(name)
        .map(entry -> !entry.masked() && entry.aliasOf().isEmpty())
        .orElse(false);
  }

  private Optional<UnitFile> unit(Generation generation, UnitName name) {
    return switch (generation.unit(name)) {
      case Parsed.Accepted<UnitFile>(UnitFile file, List<Diagnostic> warnings) -> {
        diagnostics.addAll(warnings);
        yield Optional.of(file);
      }
      case Parsed.Rejected<UnitFile>(List<Diagnostic> problems) -> {
        diagnostics.addAll(problems);
        yield Optional.empty();
      }
    };
  }

  private Optional<UnitChange> modified(UnitName name, Generation from) {
    Optional<UnitFile> before = unit(from, name);
    Optional<UnitFile> after = unit(next, name);
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    try {
      ArtefactPairs.Views views = new ArtefactPairs.Views(from.view(), next.view());
      return UnitComparison.between(before.get(), after.get(), views, scope);
    } catch (IOException unreadable) {
      diagnostics.add(unreadable(name, unreadable));
      return Optional.empty();
    }
  }

  private static Diagnostic unreadable(UnitName name, IOException problem) {
    String what = problem instanceof NoSuchFileException ? "does not exist" : "cannot be read";
    String path = Optional.ofNullable(problem.getMessage()).orElse(problem.toString());
    return Diagnostic.error(
        new Location(path, 0),
        what + ", but " + name + " needs it to be compared",
        "Check the store (nix-store --verify --check-contents) and build the generation again.");
  }
}
