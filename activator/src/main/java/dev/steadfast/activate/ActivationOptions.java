package dev.steadfast.activate;

import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the caller decides of how an activation runs.
 *
 * @param environment the whole environment of the toplevel's {@code activate}
 * @param output where that script writes, both its output and its errors; a file only to be
 *     appended to, as it is opened twice
 * @param scriptDeadline longest time for that script; empty, as NixOS has none, waits for ever
 * @param jobDeadline longest time for the jobs of one phase
 */
public record ActivationOptions(
    SortedMap<String, String> environment,
    Redirect output,
    Optional<Duration> scriptDeadline,
    Duration jobDeadline) {
  public ActivationOptions {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }
}
