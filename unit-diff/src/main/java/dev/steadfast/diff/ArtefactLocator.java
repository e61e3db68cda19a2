package dev.steadfast.diff;

import dev.steadfast.diff.ArtefactSpec.Source;
import dev.steadfast.store.StoreReference;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds a config artefact where the rendered unit names it. */
final class ArtefactLocator {
  private final SystemRoot root;

  ArtefactLocator(SystemRoot root) {
    this.root = root;
  }

  /**
   * The files in the store and in {@code /etc} which a setting reaches, directly or through
   * scripts, and whose file name the glob matches.
   */
  SortedSet<Path> inSetting(UnitFile unit, Source.InSetting in) throws IOException {
    SortedSet<Path> found = new TreeSet<>();
    for (Reached reached :
        reached(unit, in.setting(), path -> NamedFiles.matches(in.fileName(), path))) {
      found.addAll(in.namedIn(reached.text()));
    }
    return found;
  }

  /**
   * The scripts through which a setting reaches a file, in the order in which they run each other;
   * none if the setting itself names the file, or nothing that it reaches does.
   */
  List<Path> scriptsTo(UnitFile unit, SettingKey setting, Path file) throws IOException {
    for (Reached reached : reached(unit, setting, path -> file.startsWith(path.store().path()))) {
      if (reached.text().contains(file.toString())) {
        return reached.through();
      }
    }
    return List.of();
  }

  /** A value of a setting, or a script that it runs, with the scripts up to and with that one. */
  private record Reached(String text, List<Path> through) {
    Reached by(Path script, String content) {
      List<Path> longer = new ArrayList<>(through);
      longer.add(script);
      return new Reached(content, longer);
    }
  }

  /** The values of a setting, and the scripts that it runs, but for files that are meant. */
  private List<Reached> reached(
      UnitFile unit, SettingKey setting, Predicate<StoreReference> isMeant) throws IOException {
    List<Reached> reached = new ArrayList<>();
    SortedSet<Path> seen = new TreeSet<>();
    Deque<Reached> texts = new ArrayDeque<>();
    unit.values(setting).forEach(value -> texts.add(new Reached(value, List.of())));
    while (!texts.isEmpty()) {
      Reached next = texts.pop();
      reached.add(next);
      for (StoreReference reference : StoreReference.in(next.text())) {
        Path path = reference.path();
        if (!isMeant.test(reference) && seen.add(path) && isScript(path)) {
          texts.add(next.by(path, root.text(path)));
        }
      }
    }
    return reached;
  }

  private boolean isScript(Path path) throws IOException {
    if (!root.exists(path)) {
      return false;
    }
    Path file = root.locate(path);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      return Script.isScript(in.readNBytes(3));
    }
  }
}
