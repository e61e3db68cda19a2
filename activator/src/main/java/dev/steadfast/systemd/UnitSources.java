package dev.steadfast.systemd;

import java.util.List;
import java.util.Optional;

/**
 * The files that systemd has loaded a unit from. Source: org.freedesktop.systemd1(5).
 *
 * @param fragment {@code FragmentPath} as text; empty if there is no file
 * @param dropIns {@code DropInPaths} as text, in the order in which they are applied
 * @param needsReload {@code NeedDaemonReload}: files differ from what systemd has loaded, by their
 *     modification times and names
 */
public record UnitSources(Optional<String> fragment, List<String> dropIns, boolean needsReload) {
  /** Of a unit that is not loaded. */
  public static final UnitSources NONE = new UnitSources(Optional.empty(), List.of(), false);

  public UnitSources {
    dropIns = List.copyOf(dropIns);
  }
}
