package dev.steadfast.activate;

import dev.steadfast.activate.Tools.Tool;
import dev.steadfast.systemd.LoginUsers.LoginUser;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs a program as a logged-in user, with that user's rights and groups, and no environment but
 * what is named.
 */
public final class UserChild {
  private final Tools tools;
  private final List<String> program;

  /**
   * @param program command and arguments; first an absolute path
   */
  public UserChild(Tools tools, List<String> program) {
    this.tools = tools;
    this.program = List.copyOf(program);
  }

  /**
   * Runs it to its end; at the deadline it is killed.
   *
   * @param environment besides {@code XDG_RUNTIME_DIR}
   * @return what went wrong; empty if it ended with 0
   */
  public Optional<String> run(LoginUser user, Map<String, String> environment, Duration deadline) {
    Optional<Path> setpriv = tools.find(Tool.SETPRIV);
    if (setpriv.isEmpty()) {
      return Optional.of(tools.missing(Tool.SETPRIV));
    }
    List<String> argv = new ArrayList<>();
    argv.add(setpriv.get().toString());
    argv.add("--reuid=" + user.uid());
    argv.add("--regid=" + user.gid());
    argv.addAll(List.of("--init-groups", "--inh-caps=-all", "--"));
    argv.addAll(program);
    Map<String, String> all = new TreeMap<>(environment);
    all.put("XDG_RUNTIME_DIR", user.runtimeDirectory().toString());
    return ended(argv, all, deadline);
  }

  private static Optional<String> ended(
      List<String> argv, Map<String, String> environment, Duration deadline) {
    try {
      Process child = Child.startClean(argv, environment, Redirect.INHERIT);
      if (!Child.endsWithin(child, deadline)) {
        return Optional.of("took more than " + deadline.toSeconds() + " s and was ended");
      }
      return child.exitValue() == 0
          ? Optional.empty()
          : Optional.of("ended with exit code " + child.exitValue());
    } catch (IOException unable) {
      return Optional.of("cannot be run: " + Why.of(unable));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
