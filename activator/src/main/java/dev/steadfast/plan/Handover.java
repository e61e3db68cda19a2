package dev.steadfast.plan;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.Dialect;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How new content reaches the running process. */
public sealed interface Handover {

  /** The path as the process knows it. */
  Path knownAs();

  /** The file whose content the process shall read. */
  Path content();

  /** The process reads a path that activation re-points; only proved, not done. */
  record Stable(Path knownAs, Path content) implements Handover {}

  /**
   * A file that the content names by a path of its own, such as one that it includes; only proved,
   * not done.
   *
   * @param knownAs the same for the process and for the host
   */
  record Named(Path knownAs) implements Handover {
    @Override
    public Path content() {
      return knownAs;
    }
  }

  /**
   * The unit's reload command reads the file itself and gives its content to the process; nothing
   * is to be done before.
   *
   * @param content as the reload command names it
   */
  record ByCommand(Path knownAs, Path content) implements Handover {}

  /** Mounted over the known path in the service's own mount namespace. */
  record Bind(Path knownAs, Path content) implements Handover {}

  /**
   * A link in a state directory gets another target, atomically.
   *
   * @param content the target: a store path, or the derived copy
   * @param derived how to make {@code content} first, if it is a derived copy
   */
  record Relink(Path knownAs, Path content, Optional<Derived> derived) implements Handover {}

  /**
   * A copy of a config file in which only some start-only values are as the process knows them.
   *
   * @param values paths of other artefacts under the names that the process knows
   */
  record Derived(Path source, Dialect dialect, SortedMap<ConfigKey, String> values) {
    public Derived {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
  }
}
