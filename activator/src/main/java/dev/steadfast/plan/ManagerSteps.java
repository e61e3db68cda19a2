package dev.steadfast.plan;

import java.util.List;

/**
 * What a switch does besides the steps of units.
 *
 * @param daemonReload the manager reads all units again
 * @param reexecute the manager executes itself, because its program or its configuration is another
 * @param reactivateSysinit {@code sysinit-reactivation.target} is restarted: through it run the
 *     services that belong before {@code sysinit.target}
 * @param swapsOff swap devices that the next {@code fstab} does not name any more; switched off
 *     before anything is stopped
 */
public record ManagerSteps(
    boolean daemonReload, boolean reexecute, boolean reactivateSysinit, List<String> swapsOff) {
  public ManagerSteps {
    swapsOff = List.copyOf(swapsOff);
  }

  /** Units alone. */
  public static ManagerSteps reloading(boolean daemonReload) {
    return new ManagerSteps(daemonReload, false, false, List.of());
  }
}
