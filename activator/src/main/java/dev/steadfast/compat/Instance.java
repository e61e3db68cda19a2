package dev.steadfast.compat;

import dev.steadfast.unit.UnitName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unit and the file that the original takes for it.
 *
 * @param base the unit's own name, or its template's
 */
record Instance(UnitName name, UnitName base) {
  /** An instance name with a dot is cut in the wrong place, and its template not found. */
  private static final Pattern PATTERN = Pattern.compile("(.*)@[^.]*\\.(.*)");

  static Instance itself(UnitName name) {
    return new Instance(name, name);
  }

  /** The unit with its template for base, if its name looks like that of an instance. */
  static Optional<Instance> ofTemplate(UnitName name) {
    Matcher parts = PATTERN.matcher(name.value());
    return parts.matches()
        ? UnitName.parse(parts.group(1) + "@." + parts.group(2))
            .map(template -> new Instance(name, template))
        : Optional.empty();
  }

  boolean isFromTemplate() {
    return !name.equals(base);
  }

  /** The name of the socket that belongs to it unless {@code Sockets=} names others. */
  static String defaultSocket(UnitName name) {
    Matcher parts = PATTERN.matcher(name.value());
    return (parts.matches() ? parts.group(1) : name.stem()) + ".socket";
  }
}
