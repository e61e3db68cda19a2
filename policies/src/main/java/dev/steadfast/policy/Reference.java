package dev.steadfast.policy;

/**
 * Something that a policy file relies on and that may stand in another file of the same policy.
 *
 * @param name what is relied on; empty for the sorts of which a policy has one
 */
record Reference(Place place, Sort sort, String name) {
  /** What is relied on. */
  enum Sort {
    /** An artefact of that name. */
    ARTEFACT,
    /** {@code client}: a query needs somebody to put it. */
    CLIENT,
    /** {@code reload}: a rule asks for a reload. */
    RELOAD
  }
}
