package dev.steadfast.compat;

import dev.steadfast.unit.UnitName;
import java.util.Optional;

/** Where systemd loaded units from; asked only for units that would be acted on. */
@FunctionalInterface
public interface FragmentPaths<E extends Exception> {
  /** The unit's {@code FragmentPath}, empty if it has none. */
  Optional<String> of(UnitName unit) throws E;
}
