package dev.steadfast.activate;

import dev.steadfast.nixos.ChildEnvironment;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanLists;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the caller decides of how an activation runs.
 *
 * @param scripts directory of {@code activate}, which is also its argument; empty for the toplevel
 * @param environment of the toplevel's {@code activate}
 * @param output where that script writes, both its output and its errors; a file only to be
 *     appended to, as it is opened twice
 * @param scriptDeadline longest time for that script; empty, as NixOS has none, waits for ever
 * @param jobDeadline longest time for one job, which is that of all jobs of one phase: they are
 *     queued together
 * @param deadline longest time for all jobs of the switch
 * @param targets whether what is announced lists targets that are started anyway
 */
public record ActivationOptions(
    Optional<Path> scripts,
    ChildEnvironment environment,
    Redirect output,
    Optional<Duration> scriptDeadline,
    Duration jobDeadline,
    Duration deadline,
    PlanLists.Targets targets) {
  /** Where the scripts of a plan's toplevel are. */
  Path argument(Plan plan) {
    return scripts.orElse(plan.to());
  }
}
