package dev.steadfast.policy;

/** How a policy says that new content reaches the process. */
public enum HandoverKind {
  /** The process reads a path outside the store that activation re-points. */
  STABLE,
  /** The new file is mounted over the path that the process knows, in its own mount namespace. */
  BIND,
  /** A link in a state directory, made by a start step, is replaced. */
  RELINK,
  /**
   * The unit's reload command reads the file itself and hands its content to the process, as a
   * client that pushes it.
   */
  RELOAD_COMMAND
}
