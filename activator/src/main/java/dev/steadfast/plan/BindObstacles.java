package dev.steadfast.plan;

import dev.steadfast.diff.Artefact;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.policy.ChangeDetection;
import dev.steadfast.policy.PolicyArtefact;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What keeps new content from being mounted over a path that a process knows.
 *
 * <p>Source: systemd mounts into a running service only if the service's definition as it is loaded
 * asks for a mount namespace (bus_service_method_mount() of systemd 252), and into the namespace of
 * its main process; whether that process has one of its own, only the process tells.
 */
record BindObstacles(UnitChange.Modified change, PolicyArtefact rules, ProcessFacts facts) {

  /** The first obstacle, and what would remove it; empty if there is none. */
  Optional<String> of(Artefact artefact, Path known) {
    if (rules.changeDetection() != ChangeDetection.CONTENT) {
      return Optional.of(
          "the daemon does not look at the content of "
              + artefact.name()
              + " to see that it is new, so a mount over it may go unnoticed");
    }
    return namespace(artefact)
        .or(this::strangers)
        .or(() -> command(artefact))
        .or(() -> depth(known));
  }

  private Optional<String> namespace(Artefact artefact) {
    boolean nextHasOne = MountNamespaces.isImpliedBy(change.after());
    if (!facts.ownMountNamespace()) {
      return Optional.of(
          "the process has no mount namespace of its own, so "
              + artefact.name()
              + " cannot be handed over; "
              + (nextHasOne
                  ? "the unit asks for one since the process was started, a restart gives it one"
                  : "PrivateTmp=yes or another sandboxing setting gives it one"));
    }
    return nextHasOne
        ? Optional.empty()
        : Optional.of(
            "the next unit asks for no mount namespace any more, and then systemd mounts nothing"
                + " into the one that the process has; PrivateTmp=yes or another sandboxing"
                + " setting keeps it");
  }

  private Optional<String> strangers() {
    return facts.strangers().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "process "
                + facts.strangers().getFirst()
                + " of the unit is in another mount namespace than the main process and would not"
                + " see a mount; without such a process it could be reloaded");
  }

  /** The reload command runs in a namespace of its own, which shows it what the host has. */
  private static Optional<String> command(Artefact artefact) {
    for (Path named : artefact.namedByReload()) {
      if (!artefact.after().equals(Optional.of(named))) {
        return Optional.of(
            "the reload command names "
                + named
                + " and would read what the host has there, not the next "
                + artefact.name());
      }
    }
    return Optional.empty();
  }

  private Optional<String> depth(Path known) {
    int depth = facts.mounts().getOrDefault(known, 0);
    return depth < rules.maxDepth()
        ? Optional.empty()
        : Optional.of(
            depth
                + " mounts are stacked on "
                + known
                + " already, as many as the policy allows; a restart clears them");
  }
}
