package dev.steadfast.diff;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A config artefact of one unit in both generations.
 *
 * @param name its {@link ArtefactSpec}'s name; a file that no spec covers goes by its name in the
 *     store
 * @param before where the old unit (or the running process's baseline) has it; empty if it has none
 * @param after where the next unit has it; empty if it has none
 * @param next the files that the next content consists of: the artefact, then what it includes in
 *     the order of reading; empty if {@code after} is
 * @param namedByReload files of its name that the next unit's {@code ExecReload=} reaches; empty if
 *     no setting names the artefact
 */
public record Artefact(
    String name,
    Optional<Path> before,
    Optional<Path> after,
    List<NextFile> next,
    SortedSet<Path> namedByReload)
    implements Comparable<Artefact> {
  public Artefact {
    next = List.copyOf(next);
    namedByReload = Collections.unmodifiableSortedSet(new TreeSet<>(namedByReload));
  }

  /**
   * A file as it will be once the next generation is active.
   *
   * @param path as the config names it
   * @param file the same with every link resolved; the path itself where activation makes a copy
   */
  public record NextFile(Path path, Path file) {}

  @Override
  public int compareTo(Artefact other) {
    return name.compareTo(other.name);
  }
}
