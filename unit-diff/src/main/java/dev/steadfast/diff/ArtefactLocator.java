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
    for (String text : reached(unit, in.setting(), in.fileName())) {
      found.addAll(in.namedIn(text));
    }
    return found;
  }

  /** The values of a setting, and the scripts that it runs, but for files of that name. */
  private List<String> reached(UnitFile unit, SettingKey setting, String except)
      throws IOException {
    List<String> reached = new ArrayList<>();
    SortedSet<Path> seen = new TreeSet<>();
    Deque<String> texts = new ArrayDeque<>(unit.values(setting));
    while (!texts.isEmpty()) {
      String text = texts.pop();
      reached.add(text);
      for (StoreReference reference : StoreReference.in(text)) {
        Path path = reference.path();
        boolean isMeant = NamedFiles.matches(except, reference);
        if (!isMeant && seen.add(path) && isScript(path)) {
          texts.add(root.text(path));
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
