package dev.steadfast.policy;

import dev.steadfast.policy.RuleGroup.Origin;
import java.util.List;

/**
 * One part of a policy as it was written: a row, an artefact, or what stands under a key of which a
 * policy has one.
 *
 * @param key of the top level, such as {@code rules}
 * @param id of the row, name of the artefact, or a secret's glob; empty for what a policy has one
 *     of
 * @param origin who wrote it
 * @param yaml its lines without indentation, in YAML: of a row without the hyphen, of an artefact
 *     and of what there is one of with the key; empty for a disabled row
 */
public record PolicyPart(
    String key, String id, Origin origin, Standing standing, List<String> yaml) {
  public PolicyPart {
    yaml = List.copyOf(yaml);
  }

  /** What a part has to do with the shipped one of its name. */
  public enum Standing {
    /** There is no other. */
    ALONE,
    /** It took the place of the shipped one. */
    REPLACING,
    /** The operator left the shipped one out. */
    DISABLED
  }
}
