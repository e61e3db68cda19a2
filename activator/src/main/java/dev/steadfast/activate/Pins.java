package dev.steadfast.activate;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Step;
import dev.steadfast.store.StorePath;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keeps Nix from collecting what running processes need.
 *
 * <pre>
 * STATE/pins/UNIT/HASH-NAME           -> store path
 * GCROOTS/auto/steadfast-DIGEST       -> the link above
 * </pre>
 *
 * <p>The first link lies in {@code /run}, so a reboot frees the store path: Nix then removes the
 * second one itself. Source: Nix, {@code LocalStore::findRoots}, indirect roots.
 */
final class Pins {
  private final Places places;
  private final Effects effects;

  Pins(Places places, Effects effects) {
    this.places = places;
    this.effects = effects;
  }

  /** What a step needs kept from Nix. */
  private List<Path> pinned(Step step) {
    return kept(step).stream().filter(path -> !isCopy(step.unit(), path)).toList();
  }

  /** Derived copies stay as long as nobody removes them. */
  private boolean isCopy(UnitName unit, Path path) {
    return path.startsWith(places.copies(unit));
  }

  /** Store paths and derived copies. */
  static List<Path> kept(Step step) {
    return switch (step) {
      case Step.Keep keep -> keep.pins();
      case Step.Reload reload -> reload.pins();
      case Step.Restart _, Step.Relisten _, Step.StopStart _ -> List.of();
      case Step.Start _, Step.Stop _ -> List.of();
    };
  }

  /** Why pins of this plan could not be effective; empty if they can be made. */
  List<String> problems(Plan plan) {
    List<String> problems = new ArrayList<>();
    for (Step step : plan.steps().values()) {
      for (Path path : pinned(step)) {
        problem(path).ifPresent(why -> problems.add(step.unit() + ": error: " + why));
      }
    }
    boolean needed = plan.steps().values().stream().anyMatch(step -> !pinned(step).isEmpty());
    if (needed && !Files.isDirectory(places.gcRoots())) {
      problems.add("error: " + places.gcRoots() + " is missing: nothing can be kept from Nix");
    }
    return problems;
  }

  private Optional<String> problem(Path path) {
    if (StorePath.holding(path).isEmpty()) {
      return Optional.of(path + " is not in the store, so it cannot be pinned");
    }
    try {
      return places.host().exists(path)
          ? Optional.empty()
          : Optional.of(path + " must be kept and does not exist");
    } catch (IOException unreadable) {
      return Optional.of(Why.of(unreadable));
    }
  }

  /** Makes all pins of a plan; those that are there stay. */
  void set(Plan plan) throws IOException {
    for (Step step : plan.steps().values()) {
      for (Path path : pinned(step)) {
        set(step.unit(), StorePath.holding(path).orElseThrow());
      }
    }
  }

  private void set(UnitName unit, StorePath target) throws IOException {
    Path link = link(unit, target);
    effects.directory(places.pins().resolve(unit.value()));
    effects.directory(auto());
    setLink(link, target.path());
    setLink(root(link), link);
  }

  private void setLink(Path link, Path target) throws IOException {
    boolean isSet = Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target);
    if (!isSet) {
      effects.link(link, target);
    }
  }

  /** Frees what a unit's step does not need, and all of a unit without a process. */
  void release(UnitName unit, Optional<Step> step) throws IOException {
    SortedSet<String> kept = new TreeSet<>();
    for (Path path : step.map(Pins::kept).orElse(List.of())) {
      Path name = isCopy(unit, path) ? path.getFileName() : store(path).getFileName();
      kept.add(hash(name));
    }
    Path directory = places.pins().resolve(unit.value());
    for (Path link : Entries.of(directory)) {
      if (!kept.contains(hash(link.getFileName()))) {
        effects.remove(root(link));
        effects.remove(link);
      }
    }
    if (kept.isEmpty()) {
      effects.remove(directory);
    }
  }

  private static Path store(Path path) {
    return StorePath.holding(path).orElseThrow().path();
  }

  /** Store paths, their pins and the copies of files in them all begin with the same hash. */
  private static String hash(Path name) {
    String text = name.toString();
    int end = text.indexOf('-');
    return end < 0 ? text : text.substring(0, end);
  }

  /** Units that have pins. */
  SortedSet<UnitName> units() throws IOException {
    SortedSet<UnitName> units = new TreeSet<>();
    for (Path directory : Entries.of(places.pins())) {
      UnitName.parse(directory.getFileName().toString()).ifPresent(unit -> units.add(unit));
    }
    return units;
  }

  private Path link(UnitName unit, StorePath target) {
    return places.pins().resolve(unit.value()).resolve(target.hash() + "-" + target.name());
  }

  private Path auto() {
    return places.gcRoots().resolve("auto");
  }

  /** A name of its own for each pin, and always the same one. */
  private Path root(Path link) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(link.toString().getBytes(StandardCharsets.UTF_8));
      return auto().resolve("steadfast-" + HexFormat.of().formatHex(hash, 0, 16));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
