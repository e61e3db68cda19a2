package dev.steadfast.plan;

import dev.steadfast.diff.UnitChange;
import dev.steadfast.policy.Policy;
import java.util.List;
import java.util.Optional;

/**
 * What the step of a running unit was decided on.
 *
 * @param weighed one per change, in the order of the changes
 */
record Grounds(
    UnitChange.Modified change,
    Optional<Policy> policy,
    ProcessFacts facts,
    UnitMode mode,
    List<Weighed> weighed) {
  Grounds {
    weighed = List.copyOf(weighed);
  }
}
