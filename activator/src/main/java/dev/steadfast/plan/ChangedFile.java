package dev.steadfast.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file that a change stands in.
 *
 * @param before as the process knows it, else as the old unit names it; empty if there was none
 * @param next as the next unit names it; empty if there is none
 * @param scripts those of the next unit through which its setting reaches {@code next}, outermost
 *     first; none if the setting names it itself
 */
public record ChangedFile(
    Optional<Path> before, Optional<Path> next, FirstDifference difference, List<Path> scripts) {
  public ChangedFile {
    scripts = List.copyOf(scripts);
  }
}
