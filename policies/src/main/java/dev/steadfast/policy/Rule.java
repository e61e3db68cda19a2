package dev.steadfast.policy;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.Glob;
import java.util.Optional;

/**
 * One row of a policy: what a change of some keys of one artefact asks for.
 *
 * @param id {@code policy-name/row-id}, unique over all policies
 */
public record Rule(String id, String artefact, Keys keys, Evidence evidence) {

  /** The keys that a row is about, with their effects. */
  public sealed interface Keys {
    /** Keys that match a glob all have one effect. */
    record Matching(String glob, Effect effect) implements Keys {}

    /** A key table; keys that it lacks are not covered. */
    record Table(KeyTable table) implements Keys {}
  }

  /** The effect on one key, empty when the row does not cover it. */
  public Optional<Effect> effectOn(ConfigKey key) {
    return switch (keys) {
      case Keys.Matching(String glob, Effect effect) ->
          Glob.matches(glob, key.value()) ? Optional.of(effect) : Optional.empty();
      case Keys.Table(KeyTable table) ->
          Optional.ofNullable(table.rows().get(key)).map(KeyTable.Row::effect);
    };
  }

  /** Why the row has this effect on a key that it covers, with the table's note on that key. */
  public String because(ConfigKey key) {
    String because = evidence.because();
    return switch (keys) {
      case Keys.Matching _ -> because;
      case Keys.Table(KeyTable table) -> {
        KeyTable.Row row = table.rows().get(key);
        yield row == null || row.note().isEmpty() ? because : row.note() + ": " + because;
      }
    };
  }
}
