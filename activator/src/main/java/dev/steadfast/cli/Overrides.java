package dev.steadfast.cli;

import dev.steadfast.store.SystemRoot;
import dev.steadfast.systemd.Systemd;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.UnitSources;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files by which an operator has changed units at run time: what runs is then not what the toplevel
 * says.
 *
 * <p>systemd is asked which files are in force. Generators' files are none, and neither is a unit
 * that only exists at run time. Source: the search path of systemd.unit(5); {@code systemctl
 * set-property} writes into the {@code .control} directories.
 */
final class Overrides {
  private static final Path ETC_CONTROL = Path.of("/etc/systemd/system.control");
  private static final Path RUN_CONTROL = Path.of("/run/systemd/system.control");
  private static final Path TRANSIENT = Path.of("/run/systemd/transient");
  private static final Path RUN = Path.of("/run/systemd/system");

  /** What outranks the toplevel's directory, and what adds to it. */
  private static final List<Path> OF_DROP_INS = List.of(ETC_CONTROL, RUN_CONTROL, TRANSIENT, RUN);

  private static final List<Path> OF_FRAGMENTS = List.of(ETC_CONTROL, RUN_CONTROL, TRANSIENT);

  private Overrides() {}

  /**
   * One line for each file, sorted by unit.
   *
   * @param toplevel whose units matter
   */
  static List<String> of(SystemRoot root, Path toplevel, Systemd systemd)
      throws IOException, SystemdException {
    List<String> lines = new ArrayList<>();
    if (!areThereAny(root)) {
      return lines;
    }
    for (Map.Entry<UnitName, UnitSources> each :
        systemd.sources(systemd.units().keySet()).entrySet()) {
      UnitName unit = each.getKey();
      if (!has(toplevel, unit)) {
        continue;
      }
      Optional<String> fragment = each.getValue().fragment();
      if (fragment.isPresent() && isIn(OF_FRAGMENTS, fragment.get())) {
        lines.add(line(unit, fragment.get()));
      }
      for (String dropIn : each.getValue().dropIns()) {
        if (isIn(OF_DROP_INS, dropIn)) {
          lines.add(line(unit, dropIn));
        }
      }
    }
    return lines;
  }

  /** Spares most hosts the questions. */
  private static boolean areThereAny(SystemRoot root) throws IOException {
    for (Path place : OF_DROP_INS) {
      if (!isEmpty(root, place)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEmpty(SystemRoot root, Path directory) throws IOException {
    try {
      return root.list(directory).isEmpty();
    } catch (NoSuchFileException none) {
      return true;
    }
  }

  private static boolean has(Path toplevel, UnitName unit) {
    Path directory = toplevel.resolve("etc/systemd/system");
    return Files.exists(directory.resolve(unit.value()))
        || unit.template()
            .map(template -> Files.exists(directory.resolve(template.value())))
            .orElse(false);
  }

  private static boolean isIn(List<Path> places, String file) {
    return places.stream().anyMatch(Path.of(file)::startsWith);
  }

  private static String line(UnitName unit, String file) {
    return unit + ": " + file + " makes it another unit than the toplevel's";
  }
}
