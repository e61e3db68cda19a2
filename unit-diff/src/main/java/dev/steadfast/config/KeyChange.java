package dev.steadfast.config;

import java.util.Optional;

/**
 * One key whose value means something else.
 *
 * @param before as written, empty when the key was not set; for plain text a count of lines, never
 *     their text
 */
public record KeyChange(ConfigKey key, Optional<String> before, Optional<String> after) {}
