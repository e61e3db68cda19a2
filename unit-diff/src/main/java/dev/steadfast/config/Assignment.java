package dev.steadfast.config;

import java.util.Optional;

/**
 * The value that a line of a settings file gives a key.
 *
 * @param value without quotes
 * @param place where the value is written in the artefact's own text; empty in an included file
 */
record Assignment(String value, Optional<Place> place) {

  /** Where a value begins, and where the text after it does; places do not overlap. */
  record Place(int start, int end) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return Integer.compare(start, other.start);
    }
  }
}
