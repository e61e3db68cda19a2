package dev.steadfast.box;

import java.util.ArrayList;
import java.util.List;

/**
 * What activating a world does, and where its scripts are.
 *
 * @param activation lines of {@code activate}, run when {@code /etc} is set up and before {@code
 *     /run/current-system} moves
 * @param dryActivation lines of {@code dry-activate}
 */
public record Scripts(List<String> activation, List<String> dryActivation, Placement placement) {
  static final Scripts NONE = new Scripts(List.of(), List.of(), Placement.IN_TOPLEVEL);

  /** Where {@code activate}, {@code dry-activate} and {@code bin/switch-to-configuration} are. */
  public enum Placement {
    /** In the toplevel, as nearly everywhere. */
    IN_TOPLEVEL,
    /**
     * In a package of their own; the toplevel has none of them: {@code system.activatable = false}.
     */
    SEPARATE
  }

  public Scripts {
    activation = List.copyOf(activation);
    dryActivation = List.copyOf(dryActivation);
  }

  /** One more line, for real activations only. */
  public Scripts activating(String line) {
    return new Scripts(with(activation, line), dryActivation, placement);
  }

  /** One more line that dry activations run too; it tells them apart by {@code NIXOS_ACTION}. */
  public Scripts alsoDry(String line) {
    return new Scripts(with(activation, line), with(dryActivation, line), placement);
  }

  public Scripts placed(Placement where) {
    return new Scripts(activation, dryActivation, where);
  }

  private static List<String> with(List<String> lines, String line) {
    List<String> more = new ArrayList<>(lines);
    more.add(line);
    return more;
  }
}
