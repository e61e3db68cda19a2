package dev.steadfast.box;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A NixOS system that was built in a box.
 *
 * @param path its store path
 * @param commands the store path that has {@code activate}, {@code dry-activate} and {@code
 *     bin/switch-to-configuration}: mostly the same
 */
public record Toplevel(Box box, String path, String commands) {
  private static final Duration BUILD = Duration.ofSeconds(60);

  static Toplevel build(Box box, World world) {
    String expression = NixExpression.of(world, box.store().packages());
    Command build = Command.of("nix-build", "--no-out-link", "--quiet", "-");
    List<String> paths =
        box.run(build.withInput(expression), BUILD).orThrow().line().lines().toList();
    return new Toplevel(box, paths.getLast(), paths.getFirst());
  }

  /**
   * The whole store path that a link of it leads to, for example {@code
   * etc/systemd/system/x.service}.
   */
  public String resolve(String link) {
    return box.run("readlink", "-f", path + "/" + link).orThrow().line();
  }

  /** Makes it the newest generation of the system profile, which keeps it from being collected. */
  public void setProfile() {
    box.run("nix-env", "-p", "/nix/var/nix/profiles/system", "--set", path).orThrow();
  }

  /** Runs its activation script and nothing else: systemd is not told. */
  public void activate() {
    box.run(Command.of(commands + "/activate"), BUILD).orThrow();
  }

  /** Its {@code bin/switch-to-configuration}, as {@code nixos-rebuild} would call it. */
  public Command switchCommand(String... arguments) {
    List<String> argv = new ArrayList<>(List.of(commands + "/bin/switch-to-configuration"));
    argv.addAll(List.of(arguments));
    return Command.of(argv);
  }

  /**
   * The first activation of a box, as a boot would do it: profile, activation, daemon-reload, start
   * of the default target and of what any target wants.
   *
   * @throws BoxException if a unit does not start, with the state of what failed
   */
  public void install() {
    setProfile();
    lockOnce();
    activate();
    box.systemctl("daemon-reload").orThrow();
    List<String> start = new ArrayList<>(List.of("start", "default.target"));
    start.addAll(wanted());
    Result result = box.systemctl(start.toArray(String[]::new));
    if (result.exit() != 0) {
      throw new BoxException("not all units of " + path + " start: " + result.err() + box.failed());
    }
  }

  /** What any first switch leaves behind for ever: snapshots of later ones are about the rest. */
  private void lockOnce() {
    box.run("install", "-D", "-m", "600", "/dev/null", "/run/nixos/switch-to-configuration.lock")
        .orThrow();
  }

  /** Every unit that some target of its unit directory wants. */
  public SortedSet<String> wanted() {
    String find = "cd \"$1\"/etc/systemd/system/ && find -L . -path '*.wants/*' -printf '%f\\n'";
    String found = box.run("bash", "-c", find, "find", path).orThrow().out();
    return new TreeSet<>(found.lines().toList());
  }

  /** The store paths that it needs at run time, itself included. */
  public SortedSet<String> closure() {
    return new TreeSet<>(
        box.run("nix-store", "-q", "--requisites", path).orThrow().out().lines().toList());
  }

  /**
   * Copies its closure to {@code prefix/nix/store} on the host, for work without a box.
   *
   * @param prefix an existing directory
   */
  public void export(Path prefix) {
    Exports.copy(box, closure(), prefix);
  }
}
