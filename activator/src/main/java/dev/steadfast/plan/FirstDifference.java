package dev.steadfast.plan;

import java.nio.file.Path;

/** Where two files, or all that they include, first differ; never their text. */
public sealed interface FirstDifference {

  /**
   * A line, store hashes left out unless nothing else differs.
   *
   * @param file of the next generation, as what includes it names it
   * @param line 1-based; one more than {@code lines} where only the end is missing
   * @param lines of {@code file}
   */
  record At(Path file, int line, int lines) implements FirstDifference {}

  /**
   * There is no such line.
   *
   * @param why for people
   */
  record Nowhere(String why) implements FirstDifference {}
}
