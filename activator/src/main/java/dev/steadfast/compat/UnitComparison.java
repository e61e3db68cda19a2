package dev.steadfast.compat;

import dev.steadfast.compat.Difference.Kind;
import dev.steadfast.compat.UnitSettings.Section;
import dev.steadfast.unit.SettingKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two versions of a unit, compared key by key and value by value, in sorted order. */
final class UnitComparison {
  private static final SettingKey RELOAD_TRIGGERS = new SettingKey("Unit", "X-Reload-Triggers");
  private static final SettingKey EXEC_RELOAD = new SettingKey("Service", "ExecReload");
  private static final SettingKey MOUNT_OPTIONS = new SettingKey("Mount", "Options");

  /** What a reload applies when it changes, and what may go without a trace. */
  private static final Set<SettingKey> RELOADABLE =
      Set.of(RELOAD_TRIGGERS, EXEC_RELOAD, MOUNT_OPTIONS);

  private static final Set<SettingKey> REMOVABLE = Set.of(RELOAD_TRIGGERS, EXEC_RELOAD);

  /** Keys of {@code [Unit]} whose change, addition or removal never matters. */
  private static final Set<String> IGNORED =
      Set.of(
          "AllowIsolate",
          "CollectMode",
          "Description",
          "Documentation",
          "IgnoreOnIsolate",
          "OnFailure",
          "OnFailureJobMode",
          "OnSuccess",
          "RefuseManualStart",
          "RefuseManualStop",
          "SourcePath",
          "StopWhenUnneeded");

  private UnitComparison() {}

  static Difference between(UnitSettings old, UnitSettings next) {
    Difference found = Difference.EQUAL;
    for (Map.Entry<String, Section> each : old.sections().entrySet()) {
      Optional<Section> after = Optional.ofNullable(next.sections().get(each.getKey()));
      found =
          found.or(
              after.isPresent()
                  ? inSection(each.getKey(), each.getValue(), after.get())
                  : removedSection(each.getKey(), each.getValue()));
    }
    return found.or(addedSections(old, next));
  }

  private static Difference removedSection(String name, Section before) {
    Difference found = isOptional(name) ? Difference.EQUAL : wholeSection(name, before);
    for (String key : before.keys().keySet()) {
      found = found.or(removed(new SettingKey(name, key)));
    }
    return found;
  }

  /** More than one is a restart, whatever they hold. */
  private static Difference addedSections(UnitSettings old, UnitSettings next) {
    SortedMap<String, Section> added = new TreeMap<>(next.sections());
    added.keySet().removeAll(old.sections().keySet());
    Difference found = Difference.EQUAL;
    for (Map.Entry<String, Section> each : added.entrySet()) {
      boolean isHarmless = added.size() == 1 && isOptional(each.getKey());
      found =
          found.or(
              isHarmless
                  ? addedKeys(each.getKey(), each.getValue().keys().keySet())
                  : wholeSection(each.getKey(), each.getValue()));
    }
    return found;
  }

  private static Difference inSection(String name, Section before, Section after) {
    Difference found = Difference.EQUAL;
    for (Map.Entry<String, List<String>> each : before.keys().entrySet()) {
      SettingKey key = new SettingKey(name, each.getKey());
      if (!after.keys().containsKey(key.name())) {
        found = found.or(removed(key));
      } else if (!each.getValue().equals(after.keys().get(key.name()))) {
        found = found.or(changed(key));
      }
    }
    Set<String> added = new TreeSet<>(after.keys().keySet());
    added.removeAll(before.keys().keySet());
    return found.or(addedKeys(name, added));
  }

  private static Difference removed(SettingKey key) {
    return isIgnored(key) || REMOVABLE.contains(key) ? Difference.EQUAL : of(Kind.RESTART, key);
  }

  private static Difference changed(SettingKey key) {
    if (isIgnored(key)) {
      return Difference.EQUAL;
    }
    return of(RELOADABLE.contains(key) ? Kind.RELOAD : Kind.RESTART, key);
  }

  /** The keys that are new in a section; {@code ExecReload} is harmless only alone. */
  private static Difference addedKeys(String section, Set<String> added) {
    Difference found = Difference.EQUAL;
    for (String name : added) {
      SettingKey key = new SettingKey(section, name);
      boolean isReload =
          key.equals(RELOAD_TRIGGERS) || (key.equals(EXEC_RELOAD) && added.size() == 1);
      if (!isIgnored(key)) {
        found = found.or(of(isReload ? Kind.RELOAD : Kind.RESTART, key));
      }
    }
    return found;
  }

  private static Difference of(Kind kind, SettingKey key) {
    return Difference.of(kind, key.section(), key.name());
  }

  /** The first key of the section stands for it. */
  private static Difference wholeSection(String name, Section section) {
    return Difference.of(
        Kind.RESTART, name, section.keys().isEmpty() ? "" : section.keys().firstKey());
  }

  /** A section that may come and go with harmless keys. */
  private static boolean isOptional(String section) {
    return section.equals("Unit") || section.equals("Service");
  }

  private static boolean isIgnored(SettingKey key) {
    return key.section().equals("Unit") && IGNORED.contains(key.name());
  }
}
