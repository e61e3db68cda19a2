package dev.steadfast.nixos;

import dev.steadfast.kernel.FileLock;
import dev.steadfast.kernel.SystemCallException;
import dev.steadfast.store.FoundFile;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/**
 * The NixOS machine below a prefix, which one switch at a time may change. Source: the
 * preconditions of NixOS's own program, in its order.
 */
public final class Installation {
  private static final Path CURRENT_SYSTEM = Path.of("/run/current-system");
  private static final Path OS_RELEASE = Path.of("/etc/os-release");
  private static final Path MARK = Path.of("/etc/NIXOS");
  private static final Path RUN = Path.of("/run");
  private static final String STATE = "nixos";
  private static final String LOCK = "switch-to-configuration.lock";
  private final SystemRoot root;

  /**
   * @param prefix {@code /}, or where a test has built a machine
   */
  public Installation(Path prefix) {
    this.root = SystemRoot.under(prefix);
  }

  /** Whether a switch may begin. */
  public sealed interface Entered {
    /**
     * It may.
     *
     * @param current the toplevel that runs, links resolved
     * @param state {@code /run/nixos}
     * @param lock ends with this process, or when it is closed
     */
    record Ready(Path current, Path state, FileLock lock) implements Entered {}

    /**
     * It may not.
     *
     * @param text what NixOS's own program prints
     * @param why the system's reason; may be empty
     */
    record Refused(String text, String why) implements Entered {}
  }

  /**
   * Makes sure that this is a NixOS machine and that no other switch is under way.
   *
   * @param distroId the pattern of the {@code ID} in os-release
   */
  public Entered enter(String distroId) {
    try {
      Path current = root.resolve(CURRENT_SYSTEM);
      String osRelease = root.text(OS_RELEASE);
      if (!isMarked() && !isDistro(osRelease, distroId)) {
        return new Entered.Refused("This is not a NixOS installation!", "");
      }
      Path state = state();
      return locked(current, state);
    } catch (IOException unreadable) {
      return new Entered.Refused("Error: " + why(unreadable), "");
    }
  }

  private boolean isMarked() throws IOException {
    return root.exists(MARK) && root.find(MARK).kind() == FoundFile.Kind.REGULAR;
  }

  private static boolean isDistro(String osRelease, String id) {
    int lines = Pattern.MULTILINE | Pattern.UNIX_LINES;
    return Pattern.compile("^ID=\"?" + id + "\"?$", lines).matcher(osRelease).find();
  }

  /** Whatever the umask is, others may look into it; one that is there stays as it is. */
  private Path state() throws IOException {
    Path state = root.locate(RUN).resolve(STATE);
    if (!Files.isDirectory(state)) {
      Files.createDirectory(state);
      Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return state;
  }

  private static Entered locked(Path current, Path state) {
    FileLock lock;
    try {
      lock = FileLock.open(state.resolve(LOCK));
    } catch (SystemCallException failed) {
      return refused("Could not open lock", failed);
    }
    try {
      lock.take();
      return new Entered.Ready(current, state, lock);
    } catch (SystemCallException held) {
      close(lock);
      return refused("Could not acquire lock", held);
    }
  }

  /** Nothing was locked, and nothing hangs on it. */
  private static void close(FileLock lock) {
    try {
      lock.close();
    } catch (SystemCallException meanwhile) {
      return;
    }
  }

  private static Entered refused(String text, SystemCallException failed) {
    return new Entered.Refused(text, String.valueOf(failed.getMessage()));
  }

  private static String why(IOException problem) {
    return problem instanceof FileSystemException file && file.getReason() == null
        ? file.getFile() + ": " + file.getClass().getSimpleName()
        : String.valueOf(problem.getMessage());
  }
}
