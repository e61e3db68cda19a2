package dev.steadfast.config;

import java.util.Optional;

/** A line that stands for the lines of other files. */
enum IncludeDirective {
  /** One file, which must be there. */
  FILE("include"),
  /** One file, or nothing if it is not there. */
  FILE_IF_PRESENT("include_if_exists"),
  /** The files {@code *.conf} of a directory that are not hidden, in the order of their bytes. */
  DIRECTORY("include_dir");

  /** How deep files may include files. Source: ParseConfigFile of PostgreSQL 15. */
  static final int MAX_DEPTH = 10;

  private final String word;

  IncludeDirective(String word) {
    this.word = word;
  }

  /** The directive that is written so, in lower case. */
  static Optional<IncludeDirective> of(String word) {
    for (IncludeDirective directive : values()) {
      if (directive.word.equals(word)) {
        return Optional.of(directive);
      }
    }
    return Optional.empty();
  }
}
