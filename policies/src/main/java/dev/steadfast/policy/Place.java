package dev.steadfast.policy;

import dev.steadfast.diagnostic.Diagnostic;

/**
 * A line of an input file.
 *
 * @param line 1-based
 */
record Place(SourceText source, int line) {
  Diagnostic error(String summary, String detail) {
    return source.error(line, summary, detail);
  }

  Diagnostic warning(String summary, String detail) {
    return source.warning(line, summary, detail);
  }
}
