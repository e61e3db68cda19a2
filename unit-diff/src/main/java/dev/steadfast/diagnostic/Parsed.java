package dev.steadfast.diagnostic;

import java.util.List;
import java.util.function.Function;

/**
 * What a parser returns: a value, or every problem that it found. Bad input is never an exception.
 */
public sealed interface Parsed<T> {

  /** The problems found; of an accepted value these are warnings. */
  List<Diagnostic> diagnostics();

  /** The value of an accepted input, else what {@code otherwise} makes of the problems. */
  default T orElse(Function<List<Diagnostic>, T> otherwise) {
    return switch (this) {
      case Accepted<T>(T value, List<Diagnostic> warnings) -> value;
      case Rejected<T>(List<Diagnostic> problems) -> otherwise.apply(problems);
    };
  }

  /** Transforms an accepted value; problems stay as they are. */
  default <U> Parsed<U> map(Function<T, U> function) {
    return switch (this) {
      case Accepted<T>(T value, List<Diagnostic> warnings) ->
          new Accepted<>(function.apply(value), warnings);
      case Rejected<T>(List<Diagnostic> problems) -> new Rejected<>(problems);
    };
  }

  /** Accepted without a warning. */
  static <T> Parsed<T> of(T value) {
    return new Accepted<>(value, List.of());
  }

  /** Rejected for one problem. */
  static <T> Parsed<T> rejected(Diagnostic problem) {
    return new Rejected<>(List.of(problem));
  }

  /** Usable input. */
  record Accepted<T>(T value, List<Diagnostic> warnings) implements Parsed<T> {
    public Accepted {
      warnings = List.copyOf(warnings);
    }

    @Override
    public List<Diagnostic> diagnostics() {
      return warnings;
    }
  }

  /** Unusable input: at least one error, all problems of one run together. */
  record Rejected<T>(List<Diagnostic> diagnostics) implements Parsed<T> {
    public Rejected {
      diagnostics = List.copyOf(diagnostics);
      if (diagnostics.stream().noneMatch(d -> d.severity() == Severity.ERROR)) {
        throw new IllegalArgumentException("rejected without an error");
      }
    }
  }
}
