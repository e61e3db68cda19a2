package dev.steadfast.systemd;

/** How a unit of {@link FakeSystemd} behaves. */
public enum FakeUnit {
  /** Runs in a mount namespace of its own and can be reloaded. */
  SANDBOXED,
  /** Runs in the host's mount namespace and can be reloaded. */
  PLAIN,
  /** Runs in the host's mount namespace; has no {@code ExecReload=}. */
  WITHOUT_RELOAD,
  /** Ends in failure whenever it is started. */
  FAILING,
  /** Never gets up once it is started. */
  HANGING;

  boolean canReload() {
    return switch (this) {
      case SANDBOXED, PLAIN, HANGING -> true;
      case WITHOUT_RELOAD, FAILING -> false;
    };
  }

  boolean hasOwnMountNamespace() {
    return this == SANDBOXED;
  }
}
