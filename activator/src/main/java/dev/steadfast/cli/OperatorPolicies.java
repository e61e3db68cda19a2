package dev.steadfast.cli;

import dev.steadfast.policy.PolicyFiles;
import dev.steadfast.store.SystemRoot;
import java.nio.file.Path;
import java.util.Optional;

/** Where the operator's policies are. */
final class OperatorPolicies {
  private static final Path USUAL = Path.of("/etc/steadfast/policies");

  private OperatorPolicies() {}

  /** Those of a directory that must be there, else those of the usual one if that is there. */
  static PolicyFiles files(Optional<Path> directory) {
    return directory
        .map(given -> PolicyFiles.in(SystemRoot.host(), given))
        .orElseGet(() -> PolicyFiles.ifPresent(SystemRoot.host(), USUAL));
  }
}
