package dev.steadfast.compat;

import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Two file system tables. New entries ask for nothing, as targets pull them in; whether something
 * is mounted is not looked at, nor what else is decided on the mount.
 */
final class FstabComparison {
  private static final Set<String> ROOTS = Set.of("/", "/nix");
  private static final String AUTOMOUNT = "x-systemd.automount";

  private FstabComparison() {}

  static List<Move> between(Fstab old, Fstab next) {
    List<Move> moves = new ArrayList<>();
    old.mounts()
        .forEach(
            (point, before) -> {
              Optional<Fstab.Mount> after = Optional.ofNullable(next.mounts().get(point));
              moves.addAll(
                  after.isPresent() ? changed(point, before, after.get()) : gone(point, before));
            });
    return List.copyOf(moves);
  }

  /** Devices as the old table spells them; other options of a swap are nothing. */
  static SortedSet<String> vanishedSwaps(Fstab old, Fstab next) {
    SortedSet<String> vanished = new TreeSet<>(old.swaps().keySet());
    vanished.removeAll(next.swaps().keySet());
    return vanished;
  }

  private static List<Move> gone(String point, Fstab.Mount before) {
    String type = before.options().contains(AUTOMOUNT) ? ".automount" : ".mount";
    return move(Move.Kind.STOP, point, type, CompatRule.FSTAB_ENTRY_GONE);
  }

  private static List<Move> changed(String point, Fstab.Mount before, Fstab.Mount after) {
    boolean hasSameOptions = before.options().equals(after.options());
    if (before.source().equals(after.source())) {
      return hasSameOptions
          ? List.of()
          : move(Move.Kind.RELOAD, point, ".mount", CompatRule.FSTAB_OPTIONS);
    }
    if (!ROOTS.contains(point)) {
      return move(Move.Kind.RESTART, point, ".mount", CompatRule.FSTAB_DEVICE);
    }
    return hasSameOptions
        ? move(Move.Kind.SKIP, point, ".mount", CompatRule.FSTAB_ROOT_DEVICE)
        : move(Move.Kind.RELOAD, point, ".mount", CompatRule.FSTAB_OPTIONS);
  }

  /** Nothing for a path that is too long to be a unit's name. */
  private static List<Move> move(Move.Kind kind, String point, String type, CompatRule rule) {
    return UnitName.parse(PathEscaping.escaped(point) + type).stream()
        .map(unit -> new Move(kind, unit, List.of(Ground.of(rule))))
        .toList();
  }
}
