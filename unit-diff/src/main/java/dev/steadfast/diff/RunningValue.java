package dev.steadfast.diff;

import java.util.Optional;

/**
 * The value of a key that a process runs with where its file already says otherwise.
 *
 * @param value as the artefact's dialect reads it
 * @param unset what the process would run with after a start with a file that does not set the key;
 *     empty if it does not say
 */
public record RunningValue(String value, Optional<String> unset) {}
