package dev.steadfast.nixos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Runs the commands of the system's author. They have our input and outputs and the caller's
 * environment, and are waited for as long as they take.
 *
 * @param environment without the action, which each command gets as {@code NIXOS_ACTION}
 */
public record HostCommands(ChildEnvironment environment) {
  private static final String ACTION = "NIXOS_ACTION";
  private static final int SIGNAL = 128;

  /** What became of a command. */
  public sealed interface Ran {
    /** Ended by itself. */
    record Ended(int code) implements Ran {}

    /**
     * Was ended by a signal, or says by its code that one of its own commands was.
     *
     * @param signal its number
     */
    record Killed(int signal) implements Ran {}

    /**
     * Was not run.
     *
     * @param why one line, with the program's name
     */
    record NotStarted(String why) implements Ran {}

    default boolean isGood() {
      return switch (this) {
        case Ended(int code) -> code == 0;
        case Killed _, NotStarted _ -> false;
      };
    }
  }

  /**
   * Asks whether a switch may go on.
   *
   * @param command with the arguments that come before ours
   * @param action the word, such as {@code switch}
   */
  public Ran preSwitchCheck(List<String> command, Path toplevel, String action) {
    return run(command, List.of(toplevel.toString(), action), environment.with(ACTION, action));
  }

  /** Makes a toplevel the one that is booted next; as {@link #preSwitchCheck}. */
  public Ran installBootLoader(List<String> command, Path toplevel, String action) {
    return run(command, List.of(toplevel.toString()), environment.with(ACTION, action));
  }

  /**
   * Runs the script that tells what activation would do.
   *
   * @param out the directory that holds it, which is also its argument
   */
  public Ran dryActivate(Path out, String action) {
    String script = out.resolve("dry-activate").toString();
    return run(List.of(script), List.of(out.toString()), environment.with(ACTION, action));
  }

  /**
   * Prints what systemd says of units.
   *
   * @param systemd package of the next system
   */
  public Ran showStatus(Path systemd, Collection<String> units, String action) {
    String systemctl = systemd.resolve("bin/systemctl").toString();
    List<String> command = List.of(systemctl, "status", "--no-pager", "--full");
    return run(command, List.copyOf(units), environment.with(ACTION, action));
  }

  private static Ran run(List<String> command, List<String> arguments, ChildEnvironment in) {
    List<String> argv = new ArrayList<>(command);
    argv.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(argv).inheritIO();
    in.applyTo(builder.environment());
    try {
      return ended(builder.start());
    } catch (IOException unable) {
      return new Ran.NotStarted(String.valueOf(unable.getMessage()));
    }
  }

  /** A boot loader that is half installed helps nobody: an interruption waits, too. */
  private static Ran ended(Process process) {
    boolean interrupted = false;
    while (true) {
      try {
        int code = process.waitFor();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return code > SIGNAL ? new Ran.Killed(code - SIGNAL) : new Ran.Ended(code);
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
  }
}
