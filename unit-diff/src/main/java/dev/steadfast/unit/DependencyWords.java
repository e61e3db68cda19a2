package dev.steadfast.unit;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The unit names in a dependency setting, such as {@code Wants=}. Quotes group nothing that a unit
 * name could hold and are dropped; backslashes are part of a name.
 *
 * <p>Filled in are the specifiers of a unit's own name, {@code %i %j %n %N %p} and {@code %%}; a
 * word with another one is left out, as is one that is no unit name. Source: systemd.unit(5), and
 * {@code config_parse_unit_deps()} of systemd.
 */
final class DependencyWords {
  private DependencyWords() {}

  static SortedSet<UnitName> of(UnitName unit, List<String> values) {
    SortedSet<UnitName> names = new TreeSet<>();
    for (String value : values) {
      for (String word : value.split("[ \t\n\r]+", -1)) {
        Optional<UnitName> name = name(unit, word.replace("\"", "").replace("'", ""));
        if (name.isPresent()) {
          names.add(name.get());
        }
      }
    }
    return Collections.unmodifiableSortedSet(names);
  }

  private static Optional<UnitName> name(UnitName unit, String word) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    for (int percent = word.indexOf('%'); percent >= 0; percent = word.indexOf('%', at)) {
      Optional<String> text =
          percent + 1 < word.length()
              ? specifier(unit, word.charAt(percent + 1))
              : Optional.empty();
      if (text.isEmpty()) {
        return Optional.empty();
      }
      filled.append(word, at, percent).append(text.get());
      at = percent + 2;
    }
    return UnitName.parse(filled.append(word.substring(at)).toString())
        .flatMap(name -> name.instantiatedFor(unit));
  }

  private static Optional<String> specifier(UnitName unit, char letter) {
    return switch (letter) {
      case 'i' -> Optional.of(unit.instance().orElse(""));
      case 'j' -> Optional.of(unit.prefix().substring(unit.prefix().lastIndexOf('-') + 1));
      case 'n' -> Optional.of(unit.value());
      case 'N' -> Optional.of(unit.stem());
      case 'p' -> Optional.of(unit.prefix());
      case '%' -> Optional.of("%");
      default -> Optional.empty();
    };
  }
}
