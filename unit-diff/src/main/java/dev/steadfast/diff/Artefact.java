package dev.steadfast.diff;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A config artefact of one unit in both generations.
 *
 * @param name its {@link ArtefactSpec}'s name; a file that no spec covers goes by its name in the
 *     store
 * @param before where the old unit (or the running process's baseline) has it; empty if it has none
 * @param after where the next unit has it; empty if it has none
 */
public record Artefact(String name, Optional<Path> before, Optional<Path> after)
    implements Comparable<Artefact> {
  @Override
  public int compareTo(Artefact other) {
    return name.compareTo(other.name);
  }
}
