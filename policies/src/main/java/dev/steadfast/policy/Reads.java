package dev.steadfast.policy;

/** When the daemon opens an artefact. Only {@link #ON_RELOAD} artefacts may be handed over. */
public enum Reads {
  /** At start and when told to reload, never in between. */
  ON_RELOAD,
  /** At any time, by path. */
  ANY_TIME
}
