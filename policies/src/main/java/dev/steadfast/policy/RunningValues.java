package dev.steadfast.policy;

/**
 * How to learn the values that the process runs with where its file already says otherwise.
 *
 * @param query answers rows of key, value and the value after a start with a file that does not set
 *     the key; values as the artefact's dialect reads them
 */
public record RunningValues(String artefact, String query, Evidence evidence) {}
