package dev.steadfast.plan;

import dev.steadfast.policy.Policy;
import dev.steadfast.policy.PolicyArtefact;
import dev.steadfast.process.LiveProcess;
import dev.steadfast.process.ProcessOwner;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A policy's words about a running process, spelled out for it: what has to be read to know what
 * the process runs from.
 *
 * @param artefacts path of each artefact as the process knows it; only those that the policy places
 *     in the process's own file system
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
      artefact
          .at()
          .flatMap(names::text)
          .ifPresent(path -> artefacts.put(artefact.spec().name(), Path.of(path)));
    }
    RunAs runAs = new RunAs(Long.toString(owner.uid()), Long.toString(owner.gid()));
    Optional<ClientSpec> client = policy.client().map(known -> Specs.client(known, names, runAs));
    return new RunningTerms(artefacts, client);
  }
}
