package dev.steadfast.compat;

import dev.steadfast.store.SystemRoot;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which files are compared.
 *
 * @param fragmentPrefix how the {@code FragmentPath} of a unit must begin for the unit to be looked
 *     at; compared as text, as the original does
 */
public record CompatScope(
    SystemRoot root,
    Path oldUnits,
    Path nextUnits,
    Optional<Fstabs> fstabs,
    String fragmentPrefix) {
  static final String USER_UNITS = "/etc/systemd/user";
  private static final String SYSTEM_UNITS = "/etc/systemd/system";
  private static final String FSTAB = "/etc/fstab";

  /** The two file system tables; one that does not exist is empty. */
  public record Fstabs(Path old, Path next) {}

  /** The system: what is live in {@code /etc}, against a toplevel. */
  public static CompatScope system(SystemRoot root, Path toplevel) {
    return new CompatScope(
        root,
        Path.of(SYSTEM_UNITS),
        in(toplevel, SYSTEM_UNITS),
        Optional.of(new Fstabs(Path.of(FSTAB), in(toplevel, FSTAB))),
        SYSTEM_UNITS);
  }

  /** One user's units: toplevel against toplevel, as {@code /etc} has moved on by then. */
  public static CompatScope user(SystemRoot root, Path oldToplevel, Path toplevel) {
    return new CompatScope(
        root, in(oldToplevel, USER_UNITS), in(toplevel, USER_UNITS), Optional.empty(), USER_UNITS);
  }

  UnitDirectory old() {
    return new UnitDirectory(root, oldUnits);
  }

  UnitDirectory next() {
    return new UnitDirectory(root, nextUnits);
  }

  private static Path in(Path toplevel, String path) {
    return toplevel.resolve(path.substring(1));
  }
}
