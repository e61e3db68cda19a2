package dev.steadfast.activate;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs one program to its end or to a deadline, without the caller's environment. */
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
   * Runs a program with its output collected.
   *
   * @param argv first an absolute path
   */
  static Ran collect(List<String> argv, Duration deadline) {
    ProcessBuilder builder = builder(argv, Map.of("LC_ALL", "C"));
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
  static Process start(List<String> argv, Map<String, String> environment, Redirect output)
      throws IOException {
    return builder(argv, environment).redirectOutput(output).redirectError(output).start();
  }

  private static ProcessBuilder builder(List<String> argv, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(argv)
            .directory(new File("/"))
            .redirectInput(Redirect.from(new File("/dev/null")));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
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
