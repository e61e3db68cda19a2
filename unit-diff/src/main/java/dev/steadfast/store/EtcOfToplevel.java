package dev.steadfast.store;

import java.nio.file.Path;

/**
 * What activation makes of {@code /etc}.
 *
 * <p>It points {@code /etc/static} to the toplevel's {@code etc}, makes a link to {@code
 * /etc/static/X} for each of its entries, and removes such links that lead nowhere then. Everything
 * else in {@code /etc} stays. Source: setup-etc.pl of NixOS.
 *
 * @param link {@code etc} in the toplevel
 * @param directory where it leads
 */
record EtcOfToplevel(Path link, Path directory) {
  static final Path ETC = Path.of("/etc");
  private static final Path STATIC = ETC.resolve("static");

  /** Whether activation may have a word on a path whose links are resolved. */
  boolean covers(Path resolved) {
    return resolved.startsWith(ETC);
  }

  /** Where the toplevel has a path of {@code /etc}, if it has it. */
  Path inToplevel(Path resolved) {
    return resolved.equals(STATIC) ? link : directory.resolve(ETC.relativize(resolved));
  }

  /** Whether the target of a link says that activation has made it, of any generation. */
  static boolean isOfActivation(Path target) {
    return target.startsWith(STATIC);
  }
}
