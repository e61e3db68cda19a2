package dev.steadfast.cli;

import dev.steadfast.activate.Announcement;
import dev.steadfast.activate.Announcer;
import dev.steadfast.activate.Outside;
import dev.steadfast.activate.Tools;
import dev.steadfast.activate.UserChild;
import dev.steadfast.plan.Rules;
import dev.steadfast.systemd.LoginUsers;
import dev.steadfast.systemd.LoginUsers.LoginUser;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.systemd.dbus.DbusLogin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Switches the units of each user who is logged in, each by a process of that user. */
final class LoggedInUsers implements Outside.Users {
  /** What a user's switch has, past its own deadline, to queue its last jobs and to say so. */
  private static final Duration TO_END = Duration.ofSeconds(15);

  private final String bus;
  private final Path old;
  private final Switcher.Request request;
  private final Action action;

  /**
   * @param old toplevel that ran before
   */
  LoggedInUsers(String bus, Path old, Switcher.Request request, Action action) {
    this.bus = bus;
    this.old = old;
    this.request = request;
    this.action = action;
  }

  @Override
  public List<String> switchUnits(Announcer announcer) {
    List<LoginUser> users;
    try (LoginUsers login = DbusLogin.connect(bus)) {
      users = login.users();
    } catch (SystemdException unknown) {
      return List.of("the logged-in users are not known: " + unknown.getMessage());
    }
    List<String> problems = new ArrayList<>();
    for (LoginUser user : users) {
      announcer.say(new Announcement.UserUnits(user.name()));
      Optional<String> problem = child().run(user, environment(), request.job());
      if (problem.isPresent()) {
        announcer.say(new Announcement.UserFailed(user.name()));
        problems.add("the units of user " + user.name() + ": the switch " + problem.get());
      }
    }
    return problems;
  }

  private UserChild child() {
    List<String> argv = new ArrayList<>(OwnProgram.command());
    argv.addAll(List.of(UserUnits.NAME, UserUnits.NIXOS));
    argv.addAll(List.of("--old", old.toString(), "--next", request.next().toString()));
    if (action == Action.DRY_ACTIVATE) {
      argv.add("--dry-run");
    }
    if (request.rules() == Rules.ORIGINAL) {
      argv.add(ActionLine.COMPAT);
    }
    return new UserChild(Tools.ofSystem(), argv);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("NIXOS_ACTION", action.word());
    environment.put("TOPLEVEL", request.next().toString());
    environment.put("OLD_TOPLEVEL", old.toString());
    environment.put("LC_ALL", "C.UTF-8");
    // That one is for the JVM alone, see ChildEnvironment.
    environment.put("STEADFAST_LC_ALL", "");
    environment.put("STEADFAST_JOB_DEADLINE", seconds(forJobs()));
    environment.put("STEADFAST_DEADLINE", seconds(forJobs()));
    return environment;
  }

  /** So that the process need not be ended in the middle. */
  private Duration forJobs() {
    Duration half = request.job().dividedBy(2);
    Duration most = request.job().minus(TO_END);
    return half.compareTo(most) > 0 ? half : most;
  }

  private static String seconds(Duration time) {
    return Math.max(1, time.toSeconds()) + "s";
  }
}
