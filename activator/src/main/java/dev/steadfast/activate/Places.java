package dev.steadfast.activate;

import dev.steadfast.store.SystemRoot;
import dev.steadfast.unit.UnitName;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an activation keeps what it must remember.
 *
 * @param state dies with the processes that it describes, normally {@code /run/steadfast}
 * @param nixos where lists are kept that NixOS's own program reads, too, normally {@code
 *     /run/nixos}
 * @param gcRoots Nix's directory of garbage collector roots
 * @param host where config files and store objects are read; written to only under the two others
 *     and where a handover says so
 */
public record Places(Path state, Path nixos, Path gcRoots, SystemRoot host) {

  /** The places of the running system. */
  public static Places ofSystem() {
    return new Places(
        Path.of("/run/steadfast"),
        Path.of("/run/nixos"),
        Path.of("/nix/var/nix/gcroots"),
        SystemRoot.host());
  }

  /** The record of the switch under way. */
  public Path switchRecord() {
    return state.resolve("switch");
  }

  /** Derived copies of one unit's config files. */
  public Path copies(UnitName unit) {
    return state.resolve(unit.value());
  }

  /** What was handed over to the process of one unit. */
  public Path handedOver(UnitName unit) {
    return handedOver().resolve(unit.value());
  }

  Path handedOver() {
    return state.resolve("handed-over");
  }

  /** For what is gone before anything is touched; there also where {@link #state} is not yet. */
  Path scratch() {
    return Optional.ofNullable(state.getParent()).orElse(state);
  }

  Path pins() {
    return state.resolve("pins");
  }
}
