package dev.steadfast.systemd;

/** systemd's {@code ActiveState}. Source: org.freedesktop.systemd1(5). */
public enum ActiveState {
  ACTIVE,
  RELOADING,
  INACTIVE,
  FAILED,
  ACTIVATING,
  DEACTIVATING,
  MAINTENANCE,
  REFRESHING,
  /** A word that this version does not know. */
  UNRECOGNIZED;

  /** Whether the unit counts as running for a plan: it has been started and not been stopped. */
  public boolean isUp() {
    return switch (this) {
      case ACTIVE, RELOADING, ACTIVATING, REFRESHING -> true;
      case INACTIVE, FAILED, DEACTIVATING, MAINTENANCE, UNRECOGNIZED -> false;
    };
  }
}
