package dev.steadfast.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a config artefact says, includes resolved.
 *
 * <pre>
 * content = settings        key to value, the last one of a key
 *         | ordered rules   the first one that matches counts
 *         | directives      in blocks, in order
 *         | plain text      lines
 * </pre>
 */
public sealed interface ConfigContent permits Settings, OrderedRules, Directives, PlainText {

  /**
   * What means something else in {@code next}, sorted by key, rules in their order; empty if both
   * mean the same.
   *
   * <p>Laws: {@code a.changesTo(a)} is empty; {@code b.changesTo(a)} is {@code a.changesTo(b)} with
   * before and after exchanged.
   *
   * @throws IllegalArgumentException if {@code next} is of another dialect
   */
  List<KeyChange> changesTo(ConfigContent next);

  /**
   * The unquoted value as the daemon sees it; empty for a key that is not set. Of directives in
   * blocks the first argument, and empty as well if there are several of that key.
   */
  Optional<String> value(ConfigKey key);

  /**
   * The same content in which these keys have these values instead, as a daemon reports them, such
   * as {@code 100} or {@code 128MB}. Content without keys stays as it is.
   */
  ConfigContent withRunning(SortedMap<ConfigKey, String> values);

  /**
   * One cell for each ordered rule, in order; empty if the content has no rules.
   *
   * @throws IllegalArgumentException if the rules have no such column, see {@link
   *     Dialect#columns()}
   */
  List<Cell> column(String name);

  /**
   * The files that were read besides the artefact itself, as the daemon names them: absolute inside
   * the root, links not resolved; each once, in the order of reading. Empty for settings and rules,
   * which do not remember them.
   */
  default List<Path> included() {
    return List.of();
  }

  /** For {@link #changesTo} of contents that cannot be compared. */
  static IllegalArgumentException anotherDialect() {
    return new IllegalArgumentException("contents of different dialects");
  }
}
