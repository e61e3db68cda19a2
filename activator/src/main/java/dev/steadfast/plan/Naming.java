package dev.steadfast.plan;

import dev.steadfast.unit.SettingKey;
import java.nio.file.Path;
import java.util.List;

/** How a unit reaches what has changed. */
public sealed interface Naming {

  /**
   * A setting of the unit.
   *
   * @param scripts that stand between the two, outermost first
   */
  record BySetting(SettingKey setting, List<Path> scripts) implements Naming {
    public BySetting {
      scripts = List.copyOf(scripts);
    }
  }

  /** The value of a key of another artefact. */
  record ByKey(String artefact, String key) implements Naming {}

  /** It is something about the process, which the unit does not name. */
  record NotNamed() implements Naming {}
}
