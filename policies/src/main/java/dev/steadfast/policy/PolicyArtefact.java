package dev.steadfast.policy;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.Term;
import dev.steadfast.diff.ArtefactSpec;
import java.util.Optional;

/**
 * A config artefact as a policy describes it.
 *
 * @param at path as the process knows it; empty where the spec's source says it: a key of another
 *     artefact, or the setting that it is bound from
 * @param maxDepth most mounts that may be stacked on its path before a restart is needed
 */
public record PolicyArtefact(
    ArtefactSpec spec,
    Optional<Term> at,
    HandoverKind handover,
    Reads reads,
    ChangeDetection changeDetection,
    int maxDepth,
    Evidence evidence) {

  /** The artefact that names this one's path, if one does. */
  Optional<String> outer() {
    return spec.source() instanceof ArtefactSpec.Source.InArtefact(String artefact, ConfigKey _)
        ? Optional.of(artefact)
        : Optional.empty();
  }
}
