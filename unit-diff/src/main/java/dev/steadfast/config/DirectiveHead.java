package dev.steadfast.config;

import java.util.List;

/**
 * The words of a directive up to what ends them.
 *
 * @param words without quotes and escapes; empty unless the kind says otherwise
 * @param line 1-based, where they end
 * @param problem what is wrong with a broken one, else empty
 */
record DirectiveHead(Kind kind, List<String> words, int line, String problem) {
  /** What ends the words. */
  enum Kind {
    /** A semicolon, after one word at least. */
    SIMPLE,
    /** An opening brace, after one word at least. */
    OPENS_BLOCK,
    /** A closing brace, without words. */
    CLOSES_BLOCK,
    /** The end of the file, without words. */
    END_OF_FILE,
    /** Something that cannot follow; what comes after it cannot be read. */
    BROKEN
  }
}
