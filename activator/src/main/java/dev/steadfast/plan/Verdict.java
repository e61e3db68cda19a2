package dev.steadfast.plan;

import dev.steadfast.policy.Mode;
import java.util.List;

/**
 * Why a step is what it is.
 *
 * @param mode what happens when this unit needs a restart
 * @param reasons at least one
 * @param owed what only a restart will bring into effect and this step does not; empty if nothing
 */
public record Verdict(Mode mode, List<Reason> reasons, List<Reason> owed) {
  public Verdict {
    reasons = List.copyOf(reasons);
    owed = List.copyOf(owed);
  }
}
