package dev.steadfast.policy;

import dev.steadfast.config.ConfigKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of one source. Between groups the later one wins; within one the strongest effect.
 *
 * @param origin who wrote them
 * @param rules in the order of the file
 */
public record RuleGroup(Origin origin, List<Rule> rules) {
  public RuleGroup {
    rules = List.copyOf(rules);
  }

  /** Sources of rows, weakest first. */
  public enum Origin {
    /** Comes with Steadfast. */
    SHIPPED,
    /** Written for this machine. */
    OPERATOR
  }

  /**
   * The row with the strongest effect of an edit of a key, the first of equals; empty if none
   * covers it.
   *
   * @param artefact name of the artefact that the key stands in
   */
  Optional<Decision> decide(String artefact, ConfigKey key, Edit edit) {
    Optional<Decision> strongest = Optional.empty();
    for (Decision decision : covering(artefact, key, edit)) {
      if (isStronger(decision.effect(), strongest)) {
        strongest = Optional.of(decision);
      }
    }
    return strongest;
  }

  /** Every row that covers an edit of a key, as they are written. */
  List<Decision> covering(String artefact, ConfigKey key, Edit edit) {
    List<Decision> covering = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.artefact().equals(artefact)) {
        rule.effectOn(key, edit)
            .map(effect -> new Decision(effect, rule, origin, rule.because(key)))
            .ifPresent(covering::add);
      }
    }
    return covering;
  }

  private static boolean isStronger(Effect effect, Optional<Decision> other) {
    return other.isEmpty() || effect.compareTo(other.get().effect()) > 0;
  }
}
