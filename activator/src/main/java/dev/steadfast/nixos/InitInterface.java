package dev.steadfast.nixos;

import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Whether the init that runs can go on with the units of another toplevel. */
public final class InitInterface {
  /** What the operator is told if it cannot. */
  public static final List<String> INCOMPATIBLE =
      List.of(
          "Warning: the new NixOS configuration has an \u2018init\u2019 that is",
          "incompatible with the current configuration.  The new configuration",
          "won't take effect until you reboot the system.");

  private static final Path CURRENT_SYSTEM = Path.of("/run/current-system");
  private static final Path VERSION = Path.of("init-interface-version");

  private InitInterface() {}

  /**
   * Compares the two files byte for byte. A running system without one is compatible to nothing.
   *
   * @throws IOException if the toplevel's file cannot be read
   */
  public static boolean isCompatible(SystemRoot root, Path toplevel) throws IOException {
    byte[] next = root.read(toplevel.resolve(VERSION));
    Path running = CURRENT_SYSTEM.resolve(VERSION);
    return root.exists(running) && Arrays.equals(root.read(running), next);
  }
}
