package dev.steadfast.activate;

import dev.steadfast.activate.Child.Ran;
import dev.steadfast.activate.Tools.Tool;
import dev.steadfast.plan.RunAs;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Runs a command as a unit's user, with that user's groups and no environment to speak of. */
final class UserCommand {
  private static final Path USERS = Path.of("/etc/passwd");
  private final Tools tools;
  private final SystemRoot host;

  UserCommand(Tools tools, SystemRoot host) {
    this.tools = tools;
    this.host = host;
  }

  Ran run(List<String> argv, RunAs as, Duration deadline) {
    return run(argv, as, deadline, UnaryOperator.identity());
  }

  /**
   * Runs a command inside another one.
   *
   * @param around makes of the command that becomes the user the one that is run as root
   */
  Ran run(List<String> argv, RunAs as, Duration deadline, UnaryOperator<List<String>> around) {
    if (isRoot(as.user()) && isRoot(as.group())) {
      return Child.collect(around.apply(argv), deadline);
    }
    Optional<Path> setpriv = tools.find(Tool.SETPRIV);
    if (setpriv.isEmpty()) {
      return new Ran.NotStarted(tools.missing(Tool.SETPRIV));
    }
    Optional<String> group = as.group().isEmpty() ? ownGroup(as.user()) : Optional.of(as.group());
    if (group.isEmpty()) {
      return new Ran.NotStarted("no group is known for the user " + as.user());
    }
    boolean hasName = !isNumber(as.user()) || ownGroup(as.user()).isPresent();
    String groups = hasName ? "--init-groups" : "--clear-groups";
    List<String> become = new ArrayList<>(List.of(setpriv.get().toString()));
    if (!as.user().isEmpty()) {
      become.addAll(List.of("--reuid", as.user()));
    }
    become.addAll(List.of("--regid", group.get(), groups));
    become.addAll(keeping(as.capabilities()));
    become.add("--");
    become.addAll(argv);
    return Child.collect(around.apply(become), deadline);
  }

  /** Source: setpriv(1); a capability is ambient only if it is inheritable, too. */
  private static List<String> keeping(List<String> capabilities) {
    List<String> names =
        Capabilities.available(capabilities).stream().map(name -> "+" + name).toList();
    String all = String.join(",", names);
    return names.isEmpty() ? List.of() : List.of("--inh-caps=" + all, "--ambient-caps=" + all);
  }

  /** The number of the group that a user logs in with, as the group of a unit without one. */
  private Optional<String> ownGroup(String user) {
    try {
      for (String line : host.text(USERS).split("\n", -1)) {
        String[] fields = line.split(":", -1);
        boolean found = fields.length > 3 && (fields[0].equals(user) || fields[2].equals(user));
        if (found) {
          return Optional.of(fields[3]);
        }
      }
    } catch (IOException unreadable) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  static boolean isRoot(String name) {
    return name.isEmpty() || name.equals("root") || name.equals("0");
  }

  /** Such a user may have no name; an empty one is root by number. */
  private static boolean isNumber(String user) {
    return user.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
