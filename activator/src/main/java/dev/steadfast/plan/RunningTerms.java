package dev.steadfast.plan;

import dev.steadfast.diff.ArtefactSpec.Source;
import dev.steadfast.policy.Policy;
import dev.steadfast.policy.PolicyArtefact;
import dev.steadfast.process.LiveProcess;
import dev.steadfast.process.ProcessOwner;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A policy's words about a running process, spelled out for it: what has to be read to know what
 * the process runs from.
 *
 * @param artefacts path of each artefact as the process knows it: where the policy places it, else
 *     the one path of its name in the arguments of the process, or in its environment; those of
 *     which that cannot be told are left out
 * @param client how to ask the process, empty if the policy does not say
 */
public record RunningTerms(SortedMap<String, Path> artefacts, Optional<ClientSpec> client) {
  public RunningTerms {
    artefacts = Collections.unmodifiableSortedMap(new TreeMap<>(artefacts));
  }

  /**
   * The terms for one process.
   *
   * @param owner as whom the client runs: the next unit may name another user already
   */
  public static RunningTerms of(Policy policy, LiveProcess process, ProcessOwner owner) {
    Names names = Names.ofRunning(process);
    SortedMap<String, Path> artefacts = new TreeMap<>();
    for (PolicyArtefact artefact : policy.artefacts()) {
      Optional<Path> path =
          artefact.at().isPresent()
              ? artefact.at().flatMap(names::text).map(Path::of)
              : namedBy(process, artefact);
      path.ifPresent(known -> artefacts.put(artefact.spec().name(), known));
    }
    RunAs runAs = new RunAs(Long.toString(owner.uid()), Long.toString(owner.gid()));
    Optional<ClientSpec> client = policy.client().map(known -> Specs.client(known, names, runAs));
    return new RunningTerms(artefacts, client);
  }

  /** A process that was kept over generations names the path that it was started with. */
  private static Optional<Path> namedBy(LiveProcess process, PolicyArtefact artefact) {
    if (!(artefact.spec().source() instanceof Source.InSetting in)) {
      return Optional.empty();
    }
    SortedSet<Path> named = in.namedIn(String.join(" ", process.argv()));
    if (named.isEmpty()) {
      named = in.namedIn(String.join("\n", process.environment().values()));
    }
    return named.size() == 1 ? Optional.of(named.first()) : Optional.empty();
  }
}
