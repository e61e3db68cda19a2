package dev.steadfast.diff;

import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.List;

/** How one unit differs between what runs and the next generation. */
public sealed interface UnitChange {
  UnitName unit();

  /**
   * Not there, or masked, in the old generation.
   *
   * @param wanted some unit of the next generation wants, requires or upholds it
   */
  record Added(UnitName unit, UnitFile after, boolean wanted) implements UnitChange {}

  /**
   * Not there, or masked, in the next generation.
   *
   * @param masked the next generation has it as a link to {@code /dev/null}
   */
  record Removed(UnitName unit, UnitFile before, boolean masked) implements UnitChange {}

  /**
   * In both generations, and something differs: in the unit, or between the unit and the process
   * that runs.
   *
   * @param changes at least one
   * @param artefacts every config artefact that was found by a spec, changed or not
   * @param unlocated specs whose artefact could not be found in a unit, with the reason
   */
  record Modified(
      UnitName unit,
      UnitFile before,
      UnitFile after,
      List<Change> changes,
      List<Artefact> artefacts,
      List<String> unlocated)
      implements UnitChange {
    public Modified {
      changes = List.copyOf(changes);
      artefacts = List.copyOf(artefacts);
      unlocated = List.copyOf(unlocated);
    }
  }
}
