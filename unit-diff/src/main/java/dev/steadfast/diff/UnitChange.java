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

  /** No unit of the next generation. */
  record Removed(UnitName unit, UnitFile before, Removal how) implements UnitChange {}

  /** Why a unit is none of the next generation. */
  enum Removal {
    /** It has no file. */
    GONE,

    /** It is a link to {@code /dev/null}. */
    MASKED,

    /**
     * An instance that had drop-ins of its own, has none any more, and no unit's directory wants:
     * only its template is left. NixOS declares an instance by drop-ins.
     */
    UNDECLARED
  }

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
