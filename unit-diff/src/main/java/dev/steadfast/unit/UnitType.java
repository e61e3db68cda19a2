package dev.steadfast.unit;

import java.util.Optional;

/** The unit types of systemd.unit(5). */
public enum UnitType {
  /** A process or several. */
  SERVICE("service"),
  /** A socket or FIFO that activates a service. */
  SOCKET("socket"),
  /** A kernel device. */
  DEVICE("device"),
  /** A mount point. */
  MOUNT("mount"),
  /** A mount point that is mounted on first use. */
  AUTOMOUNT("automount"),
  /** Swap space. */
  SWAP("swap"),
  /** A group of units and a point to wait for. */
  TARGET("target"),
  /** A watched path that activates a unit. */
  PATH("path"),
  /** A clock that activates a unit. */
  TIMER("timer"),
  /** A node of the resource tree. */
  SLICE("slice"),
  /** Processes that something else started. */
  SCOPE("scope");

  private final String suffix;

  UnitType(String suffix) {
    this.suffix = suffix;
  }

  /** The suffix of unit names without its dot, as on the wire. */
  public String suffix() {
    return suffix;
  }

  /** The type with that suffix. */
  static Optional<UnitType> ofSuffix(String suffix) {
    for (UnitType type : values()) {
      if (type.suffix.equals(suffix)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
