package dev.steadfast.diff;

import dev.steadfast.config.Glob;
import dev.steadfast.store.StoreReference;
import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds a config artefact where the rendered unit names it. */
final class ArtefactLocator {
  private final SystemRoot root;

  ArtefactLocator(SystemRoot root) {
    this.root = root;
  }

  /**
   * The store paths which a setting reaches, directly or through scripts, and whose file name the
   * glob matches.
   */
  SortedSet<Path> inSetting(UnitFile unit, SettingKey setting, String fileName) throws IOException {
    SortedSet<Path> found = new TreeSet<>();
    SortedSet<Path> seen = new TreeSet<>();
    Deque<String> texts = new ArrayDeque<>(unit.values(setting));
    while (!texts.isEmpty()) {
      for (StoreReference reference : StoreReference.in(texts.pop())) {
        Path path = reference.path();
        if (Glob.matches(fileName, fileNameOf(reference))) {
          found.add(path);
        } else if (seen.add(path) && isScript(path)) {
          texts.add(root.text(path));
        }
      }
    }
    return found;
  }

  private static String fileNameOf(StoreReference reference) {
    String name = reference.nameInStore();
    return name.substring(name.lastIndexOf('/') + 1);
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
