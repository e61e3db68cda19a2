package dev.steadfast.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Directives in blocks, in the order in which the daemon reads them; an include is none.
 *
 * @param included the files that were read besides the artefact itself, in the order of reading,
 *     each once
 */
record Directives(List<Directive> all, List<Path> included) implements ConfigContent {
  Directives {
    all = List.copyOf(all);
    included = List.copyOf(included);
  }

  @Override
  public List<KeyChange> changesTo(ConfigContent next) {
    if (!(next instanceof Directives other)) {
      throw ConfigContent.anotherDialect();
    }
    return DirectiveDiff.between(all, other.all);
  }

  /** The first argument of the only directive of that name in blocks of those names. */
  @Override
  public Optional<String> value(ConfigKey key) {
    Search search = new Search();
    search.look(all, key.value());
    return search.found == 1 ? search.value : Optional.empty();
  }

  /** Counts the directives of a key. */
  private static final class Search {
    private int found;
    private Optional<String> value = Optional.empty();

    private void look(List<Directive> directives, String path) {
      for (Directive directive : directives) {
        String name = directive.name();
        if (path.equals(name)) {
          found++;
          value = directive.arguments().stream().findFirst();
        } else if (directive.body() instanceof Directive.Body.Block block
            && path.startsWith(name)
            && path.startsWith("/", name.length())) {
          look(block.directives(), path.substring(name.length() + 1));
        }
      }
    }
  }

  @Override
  public Directives withRunning(SortedMap<ConfigKey, String> values) {
    return this;
  }

  @Override
  public List<Cell> column(String name) {
    return List.of();
  }

  /** The whole content in the one way to write it, without comments and includes. */
  String print() {
    StringBuilder out = new StringBuilder();
    all.forEach(directive -> out.append(directive.print()));
    return out.toString();
  }
}
