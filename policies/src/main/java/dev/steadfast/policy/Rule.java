package dev.steadfast.policy;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.Glob;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One row of a policy: what a change of some keys of one artefact asks for.
 *
 * @param id {@code policy-name/row-id}, unique over all policies
 */
public record Rule(String id, String artefact, Keys keys, Evidence evidence) {

  /** The keys that a row is about, with their effects. */
  public sealed interface Keys {
    /**
     * Keys whose {@link ConfigKey#value} matches a glob all have one effect.
     *
     * @param when the edits that the row is about; it does not cover a key that was edited
     *     otherwise
     */
    record Matching(String glob, SortedSet<Edit> when, Effect effect) implements Keys {
      public Matching {
        when = Collections.unmodifiableSortedSet(new TreeSet<>(when));
      }
    }

    /** A key table; keys that it lacks are not covered. */
    record Table(KeyTable table) implements Keys {}
  }

  /** The effect of an edit of one key, empty when the row does not cover it. */
  public Optional<Effect> effectOn(ConfigKey key, Edit edit) {
    return switch (keys) {
      case Keys.Matching(String glob, SortedSet<Edit> when, Effect effect) ->
          when.contains(edit) && Glob.matches(glob, key.value())
              ? Optional.of(effect)
              : Optional.empty();
      case Keys.Table(KeyTable table) -> table.row(key).map(KeyTable.Row::effect);
    };
  }

  /** Why the row has this effect on a key that it covers, with the table's note on that key. */
  public String because(ConfigKey key) {
    String because = evidence.because();
    return switch (keys) {
      case Keys.Matching _ -> because;
      case Keys.Table(KeyTable table) -> {
        String note = table.row(key).map(KeyTable.Row::note).orElse("");
        yield note.isEmpty() ? because : note + ": " + because;
      }
    };
  }
}
