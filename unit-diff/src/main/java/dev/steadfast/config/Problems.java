package dev.steadfast.config;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The errors of one parse over all its files; a parse ends early when there are very many. */
final class Problems {
  private static final int MANY = 100;

  private final List<Diagnostic> found = new ArrayList<>();

  void add(Path file, int line, String summary) {
    add(new Location(file.toString(), line), summary);
  }

  void add(Location at, String summary) {
    found.add(Diagnostic.error(at, summary, ""));
  }

  int count() {
    return found.size();
  }

  boolean areMany() {
    return found.size() >= MANY;
  }

  /** Accepted if there is no problem. */
  <T> Parsed<T> orAccept(T value) {
    return found.isEmpty() ? Parsed.of(value) : new Parsed.Rejected<>(found);
  }
}
