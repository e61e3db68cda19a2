package dev.steadfast.policy;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;

/**
 * One input file.
 *
 * @param file as diagnostics name it
 */
record SourceText(String file, String text) {

  /** An error at a line, with that line as the excerpt. Line 0 means the file as a whole. */
  Diagnostic error(int line, String summary, String detail) {
    return Diagnostic.error(new Location(file, line), summary, detail).withExcerpt(line(line));
  }

  /** A warning about a line, likewise. */
  Diagnostic warning(int line, String summary, String detail) {
    return Diagnostic.warning(new Location(file, line), summary, detail).withExcerpt(line(line));
  }

  private String line(int number) {
    return text.lines()
        .skip(Math.max(0, number - 1))
        .limit(number == 0 ? 0 : 1)
        .findFirst()
        .orElse("");
  }
}
