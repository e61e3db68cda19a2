package dev.steadfast.policy;

import dev.steadfast.config.Glob;
import dev.steadfast.diff.ArtefactSpec;
import dev.steadfast.unit.ExecCommand;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.List;
import java.util.Optional;

/** All policies of one run. At most one applies to a unit: the first match in order of names. */
public record PolicySet(List<Policy> policies) {
  public PolicySet {
    policies = List.copyOf(policies);
  }

  /** The policy for a unit, by its main program and its name. */
  public Optional<Policy> policyFor(UnitFile unit) {
    List<ExecCommand> commands = unit.commands("ExecStart");
    if (commands.isEmpty()) {
      return Optional.empty();
    }
    String program = commands.getFirst().program();
    String file = program.substring(program.lastIndexOf('/') + 1);
    for (Policy policy : policies) {
      if (policy.match().program().equals(file) && namesUnit(policy.match(), unit.name())) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether some policy is for units of that name; whether it is for this one, its program says.
   */
  public boolean mayNameUnit(UnitName unit) {
    for (Policy policy : policies) {
      if (namesUnit(policy.match(), unit)) {
        return true;
      }
    }
    return false;
  }

  private static boolean namesUnit(Match match, UnitName unit) {
    for (String glob : match.units()) {
      if (Glob.matches(glob, unit.value())) {
        return true;
      }
    }
    return false;
  }

  /** The artefact specs for a unit, none when no policy applies. */
  public List<ArtefactSpec> artefactsOf(UnitFile unit) {
    return policyFor(unit)
        .map(policy -> policy.artefacts().stream().map(PolicyArtefact::spec).toList())
        .orElse(List.of());
  }
}
