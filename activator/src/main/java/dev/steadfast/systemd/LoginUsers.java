package dev.steadfast.systemd;

import java.nio.file.Path;
import java.util.List;

/** The login manager, as far as it tells who has a user manager. */
public interface LoginUsers extends AutoCloseable {

  /**
   * A user who is logged in, or lingers.
   *
   * @param runtimeDirectory {@code XDG_RUNTIME_DIR} of the user's processes
   */
  record LoginUser(long uid, long gid, String name, Path runtimeDirectory) {}

  /** All of them, sorted by number; none if no login manager runs. */
  List<LoginUser> users() throws SystemdException;

  @Override
  void close();
}
