package dev.steadfast.nixos;

import dev.steadfast.diagnostic.Parsed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says of a switch. Source: the wrapper that NixOS installs as {@code
 * bin/switch-to-configuration}.
 *
 * @param out {@code OUT}: directory of {@code activate} and {@code dry-activate}
 * @param toplevel {@code TOPLEVEL}: what is to be activated
 * @param distroId {@code DISTRO_ID}: the {@code ID} of NixOS's os-release, a part of a pattern
 * @param preSwitchCheck {@code PRE_SWITCH_CHECK}: command and arguments; empty if there is none
 * @param installBootLoader {@code INSTALL_BOOTLOADER}: as above
 * @param systemd {@code SYSTEMD}: the next system's systemd; empty if it is not known
 * @param flags what is left out or shown besides
 * @param jobDeadline {@code STEADFAST_JOB_DEADLINE}: longest time for one job
 * @param deadline {@code STEADFAST_DEADLINE}: longest time for all jobs
 */
public record SwitchVariables(
    Path out,
    Path toplevel,
    String distroId,
    List<String> preSwitchCheck,
    List<String> installBootLoader,
    Optional<Path> systemd,
    Flags flags,
    Duration jobDeadline,
    Duration deadline) {
  public SwitchVariables {
    preSwitchCheck = List.copyOf(preSwitchCheck);
    installBootLoader = List.copyOf(installBootLoader);
  }

  /**
   * Switches of the caller; each is on if its variable is {@code 1}, and off if it is anything
   * else.
   *
   * @param noCheck {@code NIXOS_NO_CHECK}: no pre-switch checks
   * @param noSync {@code NIXOS_NO_SYNC}: the store is not synced
   * @param allUnits {@code STC_DISPLAY_ALL_UNITS}: targets are listed, too
   * @param compat {@code STEADFAST_COMPAT}: decisions are those of NixOS's own program
   */
  public record Flags(boolean noCheck, boolean noSync, boolean allUnits, boolean compat) {}

  /** Whether NixOS's wrapper has called: it sets every variable. */
  public static boolean areOfWrapper(Map<String, String> environment) {
    return environment.containsKey("OUT") && environment.containsKey("PRE_SWITCH_CHECK");
  }

  /** All that the wrapper sets must be there; rejected with every variable that is not. */
  public static Parsed<SwitchVariables> ofWrapper(Map<String, String> environment) {
    return new VariableReader(environment, VariableReader.Caller.WRAPPER).read(Optional.empty());
  }

  /**
   * Of a switch by hand: what is not set is left out, {@code OUT} is the toplevel, {@code
   * DISTRO_ID} is {@code nixos}, and {@code SYSTEMD} is what the toplevel has.
   *
   * @param toplevel from the command line; empty if the environment has it
   */
  public static Parsed<SwitchVariables> byHand(
      Map<String, String> environment, Optional<Path> toplevel) {
    return new VariableReader(environment, VariableReader.Caller.HAND).read(toplevel);
  }
}
