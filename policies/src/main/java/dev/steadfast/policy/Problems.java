package dev.steadfast.policy;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import java.util.ArrayList;
import java.util.List;

/** The problems of one file, collected while it is read to its end. */
final class Problems {
  private final SourceText source;
  private final List<Diagnostic> found = new ArrayList<>();

  Problems(SourceText source) {
    this.source = source;
  }

  void add(int line, String summary, String detail) {
    found.add(source.error(line, summary, detail));
  }

  SourceText source() {
    return source;
  }

  boolean any() {
    return !found.isEmpty();
  }

  /** Nothing but the problems; there must be one. */
  <T> Parsed<T> rejected() {
    return new Parsed.Rejected<>(found);
  }

  /** The value, unless there was a problem. */
  <T> Parsed<T> unlessFound(T value) {
    return found.isEmpty() ? Parsed.of(value) : new Parsed.Rejected<>(found);
  }
}
