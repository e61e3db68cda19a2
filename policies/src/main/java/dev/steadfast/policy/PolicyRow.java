package dev.steadfast.policy;

/** A row that an operator's policy can replace or remove by its id. */
public sealed interface PolicyRow permits Validation, Witness {
  /** Unique among the rows of its list in one policy. */
  String id();

  /** Why the row stands here. */
  Evidence evidence();
}
