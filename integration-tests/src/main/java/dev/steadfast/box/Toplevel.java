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
 */
public record Toplevel(Box box, String path) {
  private static final Duration BUILD = Duration.ofSeconds(60);

  static Toplevel build(Box box, World world) {
    String expression = NixExpression.of(world, box.store().packages());
    Command build = Command.of("nix-build", "--no-out-link", "--quiet", "-");
    return new Toplevel(box, box.run(build.withInput(expression), BUILD).orThrow().line());
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
    box.run(Command.of(path + "/activate"), BUILD).orThrow();
  }

  /**
   * The first activation of a box, as a boot would do it: profile, activation, daemon-reload, start
   * of what its targets want.
   *
   * @throws BoxException if a unit does not start, with the state of what failed
   */
  public void install() {
    setProfile();
    activate();
    box.systemctl("daemon-reload").orThrow();
    List<String> start = new ArrayList<>(List.of("start"));
    start.addAll(wanted());
    Result result = box.systemctl(start.toArray(String[]::new));
    if (result.exit() != 0) {
      String failed = box.systemctl("status", "--no-pager", "--full", "--failed").out();
      throw new BoxException("not all units of " + path + " start: " + result.err() + failed);
    }
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
