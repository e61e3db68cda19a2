package dev.steadfast.policy;

import java.util.Optional;

/** A policy with the files that it was made of, at least one of which is there. */
record Layers(Policy policy, Optional<PolicyDraft> shipped, Optional<PolicyDraft> operator) {}
