package dev.steadfast.plan;

import dev.steadfast.policy.Effect;
import dev.steadfast.policy.Mode;
import dev.steadfast.unit.SettingKey;
import dev.steadfast.unit.UnitFile;
import dev.steadfast.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the author of a user's unit wants done when it has changed: {@code X-SwitchMethod=} of
 * {@code [Unit]}. Source: home-manager, and its switch program sd-switch.
 */
enum SwitchMethod {
  /** A reload job; what that does not bring is owed. */
  RELOAD,
  /** A restart in one step. */
  RESTART,
  /** Stopped under the old definition, started under the next. */
  STOP_START,
  /** Left as it is. */
  KEEP_OLD;

  private static final SettingKey KEY = new SettingKey("Unit", "X-SwitchMethod");

  /** The method that a unit names; empty if it names none that is known. */
  static Optional<SwitchMethod> of(UnitFile unit) {
    List<String> values = unit.values(KEY);
    String word = values.isEmpty() ? "" : values.getLast();
    for (SwitchMethod method : values()) {
      if (method.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  /** The step for a unit that has changed in something that its process has. */
  Step step(UnitName unit, List<Reason> reasons) {
    Reason flag =
        DefaultRows.plain(Effect.NONE, "flag/X-SwitchMethod", "the unit names what is to be done");
    List<Reason> all = new ArrayList<>(reasons);
    all.add(flag);
    List<Reason> owed = reasons.stream().filter(r -> r.effect() == Effect.RESTART).toList();
    return switch (this) {
      case RELOAD -> MountPlanning.reload(unit, new Verdict(Mode.OWE, all, owed));
      case RESTART -> new Step.Restart(unit, new Verdict(Mode.RESTART, all, List.of()), List.of());
      case STOP_START ->
          new Step.StopStart(unit, new Verdict(Mode.RESTART, all, List.of()), List.of());
      case KEEP_OLD -> new Step.Keep(unit, new Verdict(Mode.OWE, all, owed), List.of());
    };
  }
}
