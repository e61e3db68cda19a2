package dev.steadfast.policy;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known about one daemon: one policy file, with the operator's rows of the same name laid
 * over it.
 *
 * @param rules weakest group first, see {@link RuleGroup}
 * @param reload empty if the daemon cannot be told; then no rule says {@link Effect#RELOAD}
 * @param mode empty leaves the choice to the unit's flags
 * @param secrets globs of keys, and of names in {@code name=value} words of a value, whose values
 *     are never shown
 */
public record Policy(
    String name,
    Match match,
    List<PolicyArtefact> artefacts,
    List<RuleGroup> rules,
    Optional<Client> client,
    Optional<RunningValues> running,
    List<Validation> validations,
    Optional<ReloadKind> reload,
    List<Witness> witnesses,
    Optional<Mode> mode,
    List<String> secrets) {
  public Policy {
    artefacts = List.copyOf(artefacts);
    rules = List.copyOf(rules);
    validations = List.copyOf(validations);
    witnesses = List.copyOf(witnesses);
    secrets = List.copyOf(secrets);
  }

  /** The artefact of that name. */
  public Optional<PolicyArtefact> artefact(String artefactName) {
    for (PolicyArtefact artefact : artefacts) {
      if (artefact.spec().name().equals(artefactName)) {
        return Optional.of(artefact);
      }
    }
    return Optional.empty();
  }

  /**
   * What an edit of one key asks for: the last group that covers the key decides, by its strongest
   * row. Empty if no row covers it, which is to be taken as {@link Effect#RESTART}.
   */
  public Optional<Decision> decide(String artefactName, ConfigKey key, Edit edit) {
    for (RuleGroup group : rules.reversed()) {
      Optional<Decision> decision = group.decide(artefactName, key, edit);
      if (decision.isPresent()) {
        return decision;
      }
    }
    return Optional.empty();
  }

  /**
   * Every row that covers an edit of a key: the one that decides first, then the others, later
   * groups before earlier ones and otherwise as they are written.
   */
  public List<Decision> covering(String artefactName, ConfigKey key, Edit edit) {
    List<Decision> all = new ArrayList<>(decide(artefactName, key, edit).stream().toList());
    for (RuleGroup group : rules.reversed()) {
      for (Decision decision : group.covering(artefactName, key, edit)) {
        if (!all.contains(decision)) {
          all.add(decision);
        }
      }
    }
    return List.copyOf(all);
  }

  /** Whether the values of a key may not be shown. */
  public boolean isSecret(String key) {
    for (String glob : secrets) {
      if (Glob.matches(glob, key)) {
        return true;
      }
    }
    return false;
  }
}
