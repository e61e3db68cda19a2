package dev.steadfast.cli;

import dev.steadfast.diff.UnitChange;
import java.util.List;

/**
 * How two generations differ.
 *
 * @param changes by unit name
 * @param secrets globs of keys that the policies call secret
 */
record Difference(List<UnitChange> changes, List<String> secrets) {
  Difference {
    changes = List.copyOf(changes);
    secrets = List.copyOf(secrets);
  }
}
