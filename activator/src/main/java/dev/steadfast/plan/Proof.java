package dev.steadfast.plan;

import java.util.List;

/**
 * What will show that a change took effect.
 *
 * @param validations before the process is told
 * @param witnesses after it was told
 * @param otherwise why there is no witness; empty if there is one
 */
public record Proof(
    List<ValidationSpec> validations, List<WitnessSpec> witnesses, String otherwise) {
  public Proof {
    validations = List.copyOf(validations);
    witnesses = List.copyOf(witnesses);
  }
}
