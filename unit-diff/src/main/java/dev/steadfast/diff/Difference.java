package dev.steadfast.diff;

import dev.steadfast.unit.SettingKey;
import java.nio.file.Path;

/**
 * A place where the contents behind two paths differ; becomes a {@link Change} once it is known how
 * the unit came there.
 *
 * @param detail how many lines differ in a script or a text, what stood in the way of a proof, or
 *     empty for a program
 */
record Difference(Kind kind, Path before, Path after, String detail) {

  /** What differs. */
  enum Kind {
    PROGRAM,
    SCRIPT,
    TEXT,
    /** Cannot be paired, compared or proved equal within the budget. */
    UNPAIRED
  }

  Change under(SettingKey key) {
    return switch (kind) {
      case PROGRAM -> new Change.Program(key, before, after);
      case SCRIPT -> new Change.Script(key, before, after, detail);
      case TEXT -> new Change.Content(key, before, after, detail);
      case UNPAIRED -> new Change.Unpaired(key, before, after, detail);
    };
  }
}
