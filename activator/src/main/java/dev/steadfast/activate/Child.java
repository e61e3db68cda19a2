package dev.steadfast.activate;

import dev.steadfast.nixos.ChildEnvironment;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs one program to its end or to a deadline. */
final class Child {
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final int KILL_ROUNDS = 3;

  private Child() {}

  /** What became of a program. */
  sealed interface Ran {
    /** Ended by itself. */
    record Exited(int code, Output out, Output err) implements Ran {}

    /** Was killed with its descendants at the deadline. */
    record Expired(Duration deadline) implements Ran {}

    /** Could not be started. */
    record NotStarted(String why) implements Ran {}
  }

  /**
   * What a program has written.
   *
   * @param complete whether {@code text} is all of it; it is cut at 1 MiB
   */
  record Output(String text, boolean complete) {}

  /**
   * Runs a program with its output collected, without the caller's environment.
   *
   * @param argv first an absolute path
   */
  static Ran collect(List<String> argv, Duration deadline) {
    ProcessBuilder builder = builder(argv);
    builder.environment().clear();
    builder.environment().put("LC_ALL", "C");
    try {
      Process process = builder.start();
      Collected out = Collected.of(process.getInputStream());
      Collected err = Collected.of(process.getErrorStream());
      return endsWithin(process, deadline)
          ? new Ran.Exited(process.exitValue(), out.within(GRACE), err.within(GRACE))
          : new Ran.Expired(deadline);
    } catch (IOException unable) {
      return new Ran.NotStarted(Why.of(unable));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Ran.NotStarted("interrupted");
    }
  }

  /** Starts a program whose both outputs go where the caller says. */
  static Process start(List<String> argv, ChildEnvironment environment, Redirect output)
      throws IOException {
    ProcessBuilder builder = builder(argv).redirectOutput(output).redirectError(output);
    environment.applyTo(builder.environment());
    return builder.start();
  }

  /** As {@link #start}, with this environment and nothing of the caller's. */
  static Process startClean(List<String> argv, Map<String, String> environment, Redirect output)
      throws IOException {
    ProcessBuilder builder = builder(argv).redirectOutput(output).redirectError(output);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static ProcessBuilder builder(List<String> argv) {
    return new ProcessBuilder(argv)
        .directory(new File("/"))
        .redirectInput(Redirect.from(new File("/dev/null")));
  }

  /** Waits for the end; at the deadline, or when interrupted, kills it with its descendants. */
  static boolean endsWithin(Process process, Duration deadline) throws InterruptedException {
    boolean ended = false;
    try {
      ended = process.waitFor(deadline);
    } finally {
      if (!ended) {
        kill(process);
      }
    }
    return ended;
  }

  /** Descendants first, again as long as there are new ones: later they have another parent. */
  private static void kill(Process process) {
    for (int round = 0; round < KILL_ROUNDS; round++) {
      List<ProcessHandle> descendants = process.descendants().toList();
      descendants.forEach(ProcessHandle::destroyForcibly);
      if (descendants.isEmpty()) {
        break;
      }
    }
    process.destroyForcibly();
  }
}
