package dev.steadfast.unit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A unit's fragment merged with its drop-ins.
 *
 * @param sources the fragment, then the drop-ins in the order in which they apply; logical paths
 *     (links not resolved, without the {@code --root} prefix)
 * @param settings values in file order with continuation lines joined; specifiers and quoting left
 *     as they stand. The lists in {@link ListSettings} are reset by an empty value and have no
 *     entry when nothing follows. Every other setting keeps all its assignments, empty ones too
 *     ({@code CapabilityBoundingSet=} is not the same as none, {@code After=} resets nothing): of a
 *     setting with one value the last assignment counts
 */
public record UnitFile(
    UnitName name, List<Path> sources, SortedMap<SettingKey, List<String>> settings) {
  public UnitFile {
    sources = List.copyOf(sources);
    TreeMap<SettingKey, List<String>> copy = new TreeMap<>();
    settings.forEach((key, values) -> copy.put(key, List.copyOf(values)));
    settings = Collections.unmodifiableSortedMap(copy);
  }

  /** The values of a setting, empty when it is not set. */
  public List<String> values(SettingKey key) {
    return settings.getOrDefault(key, List.of());
  }

  /**
   * The units that a dependency setting names, such as {@code Wants} of the section {@code [Unit]}
   * or {@code Sockets} of {@code [Service]}. Words with specifiers that only a running system can
   * fill in are left out.
   */
  public SortedSet<UnitName> units(SettingKey key) {
    return DependencyWords.of(name, values(key));
  }

  /** The commands of an {@code Exec*=} setting of the section {@code [Service]}. */
  public List<ExecCommand> commands(String settingName) {
    List<ExecCommand> commands = new ArrayList<>();
    for (String value : values(new SettingKey("Service", settingName))) {
      commands.addAll(ExecCommand.allOf(value));
    }
    return List.copyOf(commands);
  }

  /** The variables of {@code Environment=}, the last assignment of a name wins. */
  public SortedMap<String, String> environment() {
    TreeMap<String, String> environment = new TreeMap<>();
    for (String value : values(new SettingKey("Service", "Environment"))) {
      for (String word : Words.of(value)) {
        int equals = word.indexOf('=');
        if (equals > 0) {
          environment.put(word.substring(0, equals), word.substring(equals + 1));
        }
      }
    }
    return Collections.unmodifiableSortedMap(environment);
  }
}
