package dev.steadfast.nixos;

import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The program and the settings that the service manager runs from. */
public final class ManagerBinary {
  private static final Path RUNNING = Path.of("/proc/1/exe");
  private static final Path NEXT = Path.of("lib/systemd/systemd");
  private static final Path SETTINGS = Path.of("/etc/systemd/system.conf");

  private ManagerBinary() {}

  /**
   * Whether PID 1 has to execute itself again. A program that is gone from the disk is another one,
   * and so are settings that only one side has.
   *
   * @param systemd package of the next system
   * @throws IOException if that has no systemd
   */
  public static boolean mustReexecute(SystemRoot root, Path systemd, Path toplevel)
      throws IOException {
    Path next = root.resolve(systemd.resolve(NEXT));
    if (!resolved(root, RUNNING).equals(Optional.of(next))) {
      return true;
    }
    Path nextSettings = toplevel.resolve(Path.of("/").relativize(SETTINGS));
    return !resolved(root, SETTINGS).equals(resolved(root, nextSettings));
  }

  private static Optional<Path> resolved(SystemRoot root, Path path) {
    try {
      return Optional.of(root.resolve(path));
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }
}
