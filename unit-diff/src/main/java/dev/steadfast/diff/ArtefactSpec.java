package dev.steadfast.diff;

import dev.steadfast.config.ConfigKey;
import dev.steadfast.config.Dialect;
import dev.steadfast.config.ValueType;
import dev.steadfast.unit.SettingKey;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What is known about one config artefact of a unit: how to find it and how to read it.
 *
 * @param name unique within the unit, such as {@code conf}
 * @param types value types of its keys, where they are known
 */
public record ArtefactSpec(
    String name, Source source, Dialect dialect, SortedMap<ConfigKey, ValueType> types) {
  public ArtefactSpec {
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
  }

  /** Where the rendered unit names the artefact. */
  public sealed interface Source {
    /**
     * A file in the store or in {@code /etc} that a setting reaches, directly or through its
     * scripts.
     *
     * @param fileName glob for the last path component, a leading store hash left out
     */
    record InSetting(SettingKey setting, String fileName) implements Source {

      /** The files of that name which a text names: in the store, or in {@code /etc}. */
      public SortedSet<Path> namedIn(String text) {
        return NamedFiles.in(text, fileName);
      }
    }

    /** The value of a key of another artefact of the same unit. */
    record InArtefact(String artefact, ConfigKey key) implements Source {}
  }
}
