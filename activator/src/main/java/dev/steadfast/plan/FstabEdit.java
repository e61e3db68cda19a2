package dev.steadfast.plan;

import dev.steadfast.unit.Fstab;
import dev.steadfast.unit.PathNames;
import dev.steadfast.unit.UnitName;
import dev.steadfast.unit.UnitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a next {@code fstab} does not have any more, or has otherwise. What it adds is none: the
 * targets want it.
 */
public sealed interface FstabEdit {
  /** The mount unit, or the automount unit in its place. */
  UnitName unit();

  /** The entry is gone. */
  record Gone(UnitName unit) implements FstabEdit {}

  /** Another device or type; perhaps other options, too. */
  record OtherDevice(UnitName unit, boolean hasOtherOptions) implements FstabEdit {}

  /** The same file system with other options for the kernel. */
  record OtherOptions(UnitName unit) implements FstabEdit {}

  /** The same for the kernel: what differs is read by systemd or others. */
  record ForOthers(UnitName unit) implements FstabEdit {}

  /** All edits, sorted by mount point. */
  static List<FstabEdit> between(Fstab old, Fstab next) {
    List<FstabEdit> edits = new ArrayList<>();
    for (Map.Entry<String, Fstab.Entry> mount : old.mounts().entrySet()) {
      Fstab.Entry before = mount.getValue();
      UnitType type = UnitType.MOUNT;
      Fstab.Entry after = next.mounts().get(mount.getKey());
      if (after == null && before.isAutomount()) {
        type = UnitType.AUTOMOUNT;
      }
      PathNames.of(mount.getKey(), type)
          .flatMap(unit -> edit(unit, before, Optional.ofNullable(after)))
          .ifPresent(edits::add);
    }
    return List.copyOf(edits);
  }

  private static Optional<FstabEdit> edit(
      UnitName unit, Fstab.Entry before, Optional<Fstab.Entry> next) {
    if (next.isEmpty()) {
      return Optional.of(new Gone(unit));
    }
    Fstab.Entry after = next.get();
    boolean hasOtherOptions = !before.mountOptions().equals(after.mountOptions());
    if (!before.device().equals(after.device()) || !before.type().equals(after.type())) {
      return Optional.of(new OtherDevice(unit, hasOtherOptions));
    }
    if (hasOtherOptions) {
      return Optional.of(new OtherOptions(unit));
    }
    return before.options().equals(after.options())
        ? Optional.empty()
        : Optional.of(new ForOthers(unit));
  }
}
