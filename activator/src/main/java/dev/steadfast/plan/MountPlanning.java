package dev.steadfast.plan;

import dev.steadfast.diff.Change;
import dev.steadfast.diff.UnitChange;
import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Mode;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitName;
import java.util.List;
import java.util.Optional;

/** Plans mounts: other options are taken by a remount, another device only by a new mount. */
final class MountPlanning {
  private static final SettingKey OPTIONS = new SettingKey("Mount", "Options");

  /** What everything else is in: they cannot be unmounted. */
  private static final List<String> NEVER_UNMOUNTED = List.of("-.mount", "nix.mount");

  private MountPlanning() {}

  /** The step for a mount unit of the generations that differs. */
  static Step step(UnitChange.Modified change, List<Reason> reasons) {
    List<Reason> weighed = reasons.stream().map(reason -> remount(change, reason)).toList();
    return step(change.unit(), weighed);
  }

  /** The step for a mount that the {@code fstab} has otherwise. */
  static Step step(FstabEdit edit) {
    return switch (edit) {
      case FstabEdit.Gone(UnitName unit) -> new Step.Stop(unit, because(DefaultRows.fstabGone()));
      case FstabEdit.OtherOptions(UnitName unit) -> step(unit, List.of(DefaultRows.remount()));
      case FstabEdit.OtherDevice(UnitName unit, boolean hasOtherOptions) ->
          step(
              unit,
              hasOtherOptions
                  ? List.of(DefaultRows.otherDevice(), DefaultRows.remount())
                  : List.of(DefaultRows.otherDevice()));
      case FstabEdit.ForOthers(UnitName unit) -> step(unit, List.of(DefaultRows.fstabForOthers()));
    };
  }

  private static Reason remount(UnitChange.Modified change, Reason reason) {
    boolean isOptions = reason.key().equals(OPTIONS.toString());
    boolean isOnBothSides =
        !change.before().values(OPTIONS).isEmpty() && !change.after().values(OPTIONS).isEmpty();
    return isOptions && isOnBothSides && isSetting(change)
        ? new Reason(
            Effect.RELOAD,
            reason.artefact(),
            reason.key(),
            reason.before(),
            reason.after(),
            DefaultRows.remount().rule(),
            DefaultRows.remount().because())
        : reason;
  }

  private static boolean isSetting(UnitChange.Modified change) {
    return change.changes().stream()
        .anyMatch(each -> each instanceof Change.Setting setting && setting.key().equals(OPTIONS));
  }

  private static Step step(UnitName unit, List<Reason> reasons) {
    boolean isFixed = NEVER_UNMOUNTED.contains(unit.value());
    List<Reason> needNewMount =
        reasons.stream().filter(reason -> reason.effect() == Effect.RESTART).toList();
    boolean isRemounted = reasons.stream().anyMatch(r -> r.effect() == Effect.RELOAD);
    if (!needNewMount.isEmpty() && !isFixed) {
      return new Step.Restart(unit, verdict(reasons, List.of()), List.of());
    }
    Verdict verdict = verdict(reasons, needNewMount);
    return isRemounted ? reload(unit, verdict) : new Step.Keep(unit, verdict, List.of());
  }

  /** A reload job and nothing around it. */
  static Step.Reload reload(UnitName unit, Verdict verdict) {
    return new Step.Reload(
        unit,
        verdict,
        Optional.empty(),
        List.of(),
        ReloadMechanism.PLAIN,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Step.WhenDown.NOTHING);
  }

  private static Verdict because(Reason reason) {
    return verdict(List.of(reason), List.of());
  }

  private static Verdict verdict(List<Reason> reasons, List<Reason> owed) {
    return new Verdict(owed.isEmpty() ? Mode.RESTART : Mode.OWE, reasons, owed);
  }
}
