package dev.steadfast.config;

import dev.steadfast.diagnostic.Location;

/**
 * One column of one ordered rule.
 *
 * @param value the field as the daemon sees it, comma lists without blanks; a word in quotes keeps
 *     them where they can change its meaning; empty if the rule does not have the column
 * @param location where the rule begins
 */
public record Cell(String value, Location location) {}
