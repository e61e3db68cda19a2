package dev.steadfast.cli;

import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Files by which an operator has changed units at run time: what runs is then not what the toplevel
 * says. What generators and transient units leave is none. Source: the search path of
 * systemd.unit(5); {@code systemctl set-property} writes into the {@code .control} directories.
 */
final class Overrides {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/etc/systemd/system.control"),
          Path.of("/run/systemd/system.control"),
          Path.of("/run/systemd/system"));

  private static final String DROP_INS = ".d";

  private Overrides() {}

  /**
   * One line for each file, sorted by place.
   *
   * @param units those whose files matter
   */
  static List<String> of(SystemRoot root, Set<UnitName> units) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path place : PLACES) {
      for (String name : list(root, place)) {
        boolean isDropIns = name.endsWith(DROP_INS);
        String stem = isDropIns ? name.substring(0, name.length() - DROP_INS.length()) : name;
        Optional<UnitName> unit = UnitName.parse(stem).filter(units::contains);
        if (unit.isPresent() && isDropIns) {
          for (String file : list(root, place.resolve(name))) {
            lines.add(line(unit.get(), place.resolve(name).resolve(file)));
          }
        } else if (unit.isPresent()) {
          lines.add(line(unit.get(), place.resolve(name)));
        }
      }
    }
    return lines;
  }

  private static String line(UnitName unit, Path file) {
    return unit + ": " + file + " makes it another unit than the toplevel's";
  }

  private static List<String> list(SystemRoot root, Path directory) throws IOException {
    try {
      return root.list(directory).stream().map(Path::toString).toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }
}
