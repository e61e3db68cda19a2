package dev.steadfast.plan;

/** The user and group of a unit's processes, names or numbers; empty means root. */
public record RunAs(String user, String group) {}
