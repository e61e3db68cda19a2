package dev.steadfast.activate;

import java.util.List;

/**
 * What was found before anything was touched.
 *
 * @param invalid why the switch must not begin; empty if it may
 * @param notes checks that could not be made
 */
public record Checked(List<String> invalid, List<String> notes) {
  public Checked {
    invalid = List.copyOf(invalid);
    notes = List.copyOf(notes);
  }
}
