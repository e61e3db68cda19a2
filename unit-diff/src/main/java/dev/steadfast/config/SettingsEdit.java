package dev.steadfast.config;

import dev.steadfast.config.Assignment.Place;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Location;
import dev.steadfast.diagnostic.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * New values for keys of a settings file: written over the old ones where those are the ones that
 * count, else on lines of their own at the end, which count before all others.
 */
final class SettingsEdit {
  private SettingsEdit() {}

  /** See {@link Dialect#withValues}. */
  static Parsed<String> apply(ConfigSource source, SortedMap<ConfigKey, String> values) {
    SortedMap<ConfigKey, String> canonical = new TreeMap<>();
    values.forEach((key, value) -> canonical.put(Settings.canonical(key), value));
    List<Diagnostic> problems = unwritable(Location.of(source.path()), canonical);
    return problems.isEmpty()
        ? SettingsParser.parse(source).map(old -> edited(source.text(), old, canonical))
        : new Parsed.Rejected<>(problems);
  }

  private static List<Diagnostic> unwritable(Location file, SortedMap<ConfigKey, String> values) {
    List<Diagnostic> problems = new ArrayList<>();
    values.forEach(
        (key, value) -> {
          if (!isName(key.value())) {
            problems.add(Diagnostic.error(file, "'" + key + "' cannot name a setting", ""));
          } else if (value.indexOf('\0') >= 0) {
            problems.add(Diagnostic.error(file, "new value of " + key + " has a NUL in it", ""));
          }
        });
    return problems;
  }

  private static boolean isName(String key) {
    SettingsToken token = new SettingsScanner(key).next();
    return token.isName()
        && token.start() == 0
        && token.end() == key.length()
        && IncludeDirective.of(key).isEmpty();
  }

  private static String edited(
      String text,
      SortedMap<ConfigKey, Assignment> assignments,
      SortedMap<ConfigKey, String> values) {
    SortedMap<Place, String> replacements = new TreeMap<>();
    StringBuilder added = new StringBuilder();
    values.forEach(
        (key, value) -> {
          Assignment old = assignments.get(key);
          if (old == null || (old.place().isEmpty() && !old.value().equals(value))) {
            added.append(key).append(" = ").append(QuotedText.quote(value)).append('\n');
          } else if (!old.value().equals(value)) {
            replacements.put(old.place().get(), QuotedText.quote(value));
          }
        });
    return appended(replaced(text, replacements), added);
  }

  private static StringBuilder replaced(String text, SortedMap<Place, String> replacements) {
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    for (Map.Entry<Place, String> replacement : replacements.entrySet()) {
      out.append(text, copied, replacement.getKey().start()).append(replacement.getValue());
      copied = replacement.getKey().end();
    }
    return out.append(text, copied, text.length());
  }

  private static String appended(StringBuilder text, StringBuilder lines) {
    boolean isOpen = !text.isEmpty() && text.charAt(text.length() - 1) != '\n';
    return text.append(isOpen && !lines.isEmpty() ? "\n" : "").append(lines).toString();
  }
}
