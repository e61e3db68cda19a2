package dev.steadfast.switching;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a unit, by lines of its sections: empty sections but {@code [Unit]} are left out.
 *
 * @param own section that bears the name of the unit's type, such as {@code Service}
 */
record Unit(String own, List<String> unit, List<String> settings, List<String> install) {
  private static final Unit SERVICE =
      new Unit("Service", List.of(), List.of(), List.of())
          .with("ExecReload=/bin/true")
          .with("ExecStart=/bin/true")
          .with("RemainAfterExit=true")
          .with("Type=oneshot");

  /** The service of most cases. */
  static final Unit T0 = SERVICE.install("WantedBy=multi-user.target");

  Unit {
    unit = List.copyOf(unit);
    settings = List.copyOf(settings);
    install = List.copyOf(install);
  }

  /** A unit of another type. */
  static Unit of(String own) {
    return new Unit(own, List.of(), List.of(), List.of());
  }

  /** It is wanted by nothing. */
  Unit unwanted() {
    return new Unit(own, unit, settings, List.of());
  }

  Unit unit(String line) {
    return new Unit(own, plus(unit, line), settings, install);
  }

  Unit with(String line) {
    return new Unit(own, unit, plus(settings, line), install);
  }

  /** With a key's lines replaced by one. */
  Unit set(String key, String value) {
    return without(key).with(key + "=" + value);
  }

  Unit without(String key) {
    List<String> fewer = settings.stream().filter(line -> !line.startsWith(key + "=")).toList();
    return new Unit(own, unit, fewer, install);
  }

  Unit install(String line) {
    return new Unit(own, unit, settings, plus(install, line));
  }

  /** The file's content. */
  String text() {
    StringBuilder text = new StringBuilder("[Unit]\n");
    unit.forEach(line -> text.append(line).append('\n'));
    append(text, own, settings);
    append(text, "Install", install);
    return text.toString();
  }

  private static void append(StringBuilder text, String name, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("\n[").append(name).append("]\n");
      lines.forEach(line -> text.append(line).append('\n'));
    }
  }

  private static List<String> plus(List<String> list, String line) {
    List<String> more = new ArrayList<>(list);
    more.add(line);
    return more;
  }
}
