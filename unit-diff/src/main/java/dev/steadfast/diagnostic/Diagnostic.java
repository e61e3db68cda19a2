package dev.steadfast.diagnostic;

/**
 * One problem of one input, as data.
 *
 * @param summary one line, no full stop; never holds the value of a setting
 * @param detail what the reader should do; may be empty
 * @param excerpt the offending line, or empty where it could hold a secret
 */
public record Diagnostic(
    Severity severity, Location location, String summary, String detail, String excerpt) {

  /** An error without an excerpt. */
  public static Diagnostic error(Location location, String summary, String detail) {
    return new Diagnostic(Severity.ERROR, location, summary, detail, "");
  }

  /** A warning without an excerpt. */
  public static Diagnostic warning(Location location, String summary, String detail) {
    return new Diagnostic(Severity.WARNING, location, summary, detail, "");
  }

  /** The same problem, with the offending line. */
  public Diagnostic withExcerpt(String line) {
    return new Diagnostic(severity, location, summary, detail, line);
  }

  /** {@code file:line: error: summary}, the offending line and what to do, each on its own line. */
  public String render() {
    StringBuilder out = new StringBuilder();
    out.append(location).append(severity == Severity.ERROR ? ": error: " : ": warning: ");
    out.append(summary);
    if (!excerpt.isEmpty()) {
      out.append("\n    ").append(excerpt.strip());
    }
    if (!detail.isEmpty()) {
      out.append("\n  ").append(detail);
    }
    return out.toString();
  }
}
