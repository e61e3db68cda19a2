package dev.steadfast.diff;

import dev.steadfast.config.Glob;
import dev.steadfast.store.PathBytes;
import dev.steadfast.store.StoreReference;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Files that a text names: command lines, scripts, the arguments of a process. */
final class NamedFiles {
  /** What activation re-points; a store path or a longer path that ends so is another one. */
  private static final Pattern IN_ETC =
      Pattern.compile("(?<![A-Za-z0-9+._?=/-])/etc/[^\\p{Cntrl} \"'`:;,()\\[\\]{}<>|&*\\\\$]+");

  private NamedFiles() {}

  /** Those whose last path component, a leading store hash left out, matches a glob. */
  static SortedSet<Path> in(String text, String fileName) {
    SortedSet<Path> found = new TreeSet<>();
    for (StoreReference reference : StoreReference.in(text)) {
      if (matches(fileName, reference)) {
        found.add(reference.path());
      }
    }
    IN_ETC
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(path -> Glob.matches(fileName, lastComponent(path)))
        .forEach(path -> found.add(PathBytes.path(path)));
    return found;
  }

  static boolean matches(String fileName, StoreReference reference) {
    return Glob.matches(fileName, lastComponent(reference.nameInStore()));
  }

  private static String lastComponent(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
