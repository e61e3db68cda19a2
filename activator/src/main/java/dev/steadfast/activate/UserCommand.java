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

/**
 * Runs a command as a unit's user, with that user's groups and capabilities and no environment to
 * speak of.
 */
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
    List<String> all = argv(setpriv.get(), as.user(), group.get(), groups);
    all.addAll(Capabilities.options(Capabilities.held(as.capabilities(), host)));
    all.add("--");
    all.addAll(argv);
    return Child.collect(around.apply(all), deadline);
  }

  private static List<String> argv(Path setpriv, String user, String group, String groups) {
    List<String> all = new ArrayList<>(List.of(setpriv.toString()));
    if (!user.isEmpty()) {
      all.addAll(List.of("--reuid", user));
    }
    all.addAll(List.of("--regid", group, groups));
    return all;
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
