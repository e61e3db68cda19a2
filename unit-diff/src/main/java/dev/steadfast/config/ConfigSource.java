package dev.steadfast.config;

import dev.steadfast.store.SystemRoot;
import java.nio.file.Path;

/**
 * One config file to parse.
 *
 * @param path where the text stands in {@code root}; relative includes start from its directory
 * @param root where included files are read
 */
public record ConfigSource(SystemRoot root, Path path, String text) {}
