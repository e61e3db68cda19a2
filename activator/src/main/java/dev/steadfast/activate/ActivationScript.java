package dev.steadfast.activate;

import dev.steadfast.plan.Plan;
import dev.steadfast.plan.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one run of a toplevel's activation script. */
final class ActivationScript {
  private static final int NOT_RUN = -1;
  private static final int KILLED = 137;
  private static final int NOT_EXECUTABLE = 126;
  private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);
  private final Reach reach;
  private final ActivationOptions options;
  private final List<String> notes = new ArrayList<>();
  private int exit = NOT_RUN;

  ActivationScript(Reach reach, ActivationOptions options) {
    this.reach = reach;
    this.options = options;
  }

  /** Exit code; -1 if it was not run. */
  int exit() {
    return exit;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * Runs it to its end. A failure is reported and the switch goes on, as NixOS does.
   *
   * @return why nothing further can be done; empty if it can
   */
  Optional<String> run(Plan plan) {
    Path script = Preflight.script(plan, options);
    try {
      Process process =
          reach
              .effects()
              .script(script, options.argument(plan), options.environment(), options.output());
      Duration deadline = options.scriptDeadline().orElse(FOR_EVER);
      exit = Child.endsWithin(process, deadline) ? process.exitValue() : KILLED;
      if (exit == KILLED) {
        notes.add(script + ": was killed, or took more than its time");
      }
      return Optional.empty();
    } catch (IOException unable) {
      if (plan.rules() == Rules.ORIGINAL) {
        // Source: only the status of a script that was started counts there.
        exit = 0;
        return Optional.empty();
      }
      exit = NOT_EXECUTABLE;
      notes.add(script + ": cannot be run: " + Why.of(unable));
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted while the activation script ran");
    }
  }
}
