package dev.steadfast.activate;

import dev.steadfast.process.ChildProcess;
import dev.steadfast.process.Identity;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the kernel shows of the processes of a running service. */
public interface LiveView {

  /** Who runs now; empty without a main process. */
  Optional<Identity> identity(UnitName unit) throws SystemdException, IOException;

  /**
   * Why {@code content} is not what every process of the unit finds under a path; empty is the
   * proof that it is.
   *
   * @param content resolved on the host
   */
  List<String> doubts(UnitName unit, Path knownAs, Path content)
      throws SystemdException, IOException;

  /**
   * Path on the host of the file that the main process finds under a path; empty if it has none.
   */
  Optional<Path> shown(UnitName unit, Path knownAs) throws SystemdException, IOException;

  /**
   * The processes that the main process has forked, sorted by PID; empty without a main process.
   */
  List<ChildProcess> children(UnitName unit) throws SystemdException, IOException;

  /** How many mounts are stacked on a path in the namespace of the main process. */
  int depth(UnitName unit, Path knownAs) throws SystemdException, IOException;
}
