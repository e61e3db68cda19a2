package dev.steadfast.activate;

import dev.steadfast.config.ConfigSource;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Handover.Derived;
import dev.steadfast.plan.Handover.Relink;
import dev.steadfast.plan.Step;
import dev.steadfast.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Copies of config files in which a few values are as the process knows them: {@code
 * STATE/UNIT/HASH-NAME}, with the owner and mode of their source.
 */
final class DerivedCopies {
  private final Places places;
  private final Effects effects;

  DerivedCopies(Places places, Effects effects) {
    this.places = places;
    this.effects = effects;
  }

  /** Why the copies of a step cannot be made; nothing is written. */
  List<String> problems(Step.Reload step) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<Path, Derived> copy : copies(step).entrySet()) {
      if (!places.copies(step.unit()).equals(copy.getKey().getParent())) {
        problems.add(step.unit() + ": error: " + copy.getKey() + " is no place for a copy");
      }
      try {
        text(copy.getValue());
      } catch (IOException unable) {
        problems.add(step.unit() + ": " + Why.of(unable));
      }
    }
    return problems;
  }

  /** Writes the copies of a step; one that is there with the same text stays. */
  void make(Step.Reload step) throws IOException {
    for (Map.Entry<Path, Derived> copy : copies(step).entrySet()) {
      String text = text(copy.getValue());
      effects.directory(places.copies(step.unit()));
      if (!isThere(copy.getKey(), text)) {
        Path source = places.host().locate(copy.getValue().source());
        effects.write(copy.getKey(), text, source);
      }
    }
  }

  private static boolean isThere(Path copy, String text) throws IOException {
    return Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)
        && Arrays.equals(Files.readAllBytes(copy), ByteText.encode(text));
  }

  /** Removes a unit's copies but for those of this step and those that stay linked. */
  void removeOthers(Step.Reload step) throws IOException {
    SortedSet<Path> kept = new TreeSet<>(copies(step).keySet());
    kept.addAll(Pins.kept(step));
    for (Path copy : Entries.of(places.copies(step.unit()))) {
      if (!kept.contains(copy)) {
        effects.remove(copy);
      }
    }
  }

  private static SortedMap<Path, Derived> copies(Step.Reload step) {
    SortedMap<Path, Derived> copies = new TreeMap<>();
    step.handovers().stream()
        .filter(Relink.class::isInstance)
        .map(Relink.class::cast)
        .forEach(link -> link.derived().ifPresent(copy -> copies.put(link.content(), copy)));
    return copies;
  }

  private String text(Derived derived) throws IOException {
    Path file = derived.source();
    ConfigSource source = new ConfigSource(places.host(), file, places.host().text(file));
    Parsed<String> text = derived.dialect().withValues(source, derived.values());
    return switch (text) {
      case Parsed.Accepted<String>(String accepted, List<Diagnostic> warnings) -> accepted;
      case Parsed.Rejected<String>(List<Diagnostic> problems) ->
          throw new IOException(problems.getFirst().render());
    };
  }
}
