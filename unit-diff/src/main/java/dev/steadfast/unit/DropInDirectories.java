package dev.steadfast.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The directories that hold a unit's drop-ins, the most specific first. Of files with one name the
 * first directory's counts.
 *
 * <p>For {@code a-b@i.service} these are those of the instance, the template {@code a-b@.service},
 * the truncated names {@code a-.service}, {@code a-@i.service} and {@code a-@.service}, and last
 * that of the type, {@code service}. Source: systemd.unit(5), and {@code
 * unit_file_find_dropin_paths()} of systemd for the exact order.
 */
final class DropInDirectories {
  private static final String SUFFIX = ".d";

  private final List<String> found = new ArrayList<>();

  private DropInDirectories() {}

  /**
   * Directory names, such as {@code foo.service.d}, without repetition.
   *
   * @param aliases the unit's other names: drop-ins for these apply as well
   */
  static List<String> of(UnitName name, Iterable<UnitName> aliases) {
    return stems(name, aliases).stream().map(stem -> stem + SUFFIX).toList();
  }

  /**
   * The same without {@code .d}: the directories of a unit's dependencies are found in this way
   * too.
   */
  static List<String> stems(UnitName name, Iterable<UnitName> aliases) {
    DropInDirectories directories = new DropInDirectories();
    directories.add(name);
    for (UnitName alias : aliases) {
      directories.add(alias);
    }
    directories.found.add(name.type().suffix());
    return List.copyOf(directories.found);
  }

  /** The directory of a name itself. */
  static String of(UnitName name) {
    return name + SUFFIX;
  }

  private void add(UnitName name) {
    if (!found.contains(name.value())) {
      found.add(name.value());
    }
    name.template().ifPresent(this::add);
    truncated(name).ifPresent(this::add);
  }

  /** {@code a-b-.service} for {@code a-b-c.service}, and {@code a-.service} for that. */
  private static Optional<UnitName> truncated(UnitName name) {
    String prefix = name.prefix();
    if (prefix.endsWith("-")) {
      prefix = prefix.substring(0, prefix.length() - 1);
    }
    int dash = prefix.lastIndexOf('-');
    if (dash <= 0) {
      return Optional.empty();
    }
    String instance = name.instance().map(i -> "@" + i).orElse("");
    return UnitName.parse(prefix.substring(0, dash + 1) + instance + "." + name.type().suffix());
  }
}
