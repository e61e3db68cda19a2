package dev.steadfast.policy;

import java.util.List;

/**
 * Which units a policy is for.
 *
 * @param program last path component of the main program
 * @param units globs of unit names that narrow it; never empty
 */
public record Match(String program, List<String> units) {
  public Match {
    units = List.copyOf(units);
  }
}
