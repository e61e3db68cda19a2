package dev.steadfast.box;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command that runs in a box. Closing it kills it, with all that it started and has not disowned.
 */
public final class RunningCommand implements AutoCloseable {
  private final List<String> argv;
  private final Process process;
  private final Output out;
  private final Output err;

  RunningCommand(List<String> argv, Process process) {
    this.argv = argv;
    this.process = process;
    this.out = Output.of(process.getInputStream(), "stdout of " + argv.getFirst());
    this.err = Output.of(process.getErrorStream(), "stderr of " + argv.getFirst());
  }

  /**
   * Writes to standard input. A process that is gone already is no error here: its exit status
   * tells.
   */
  public void send(String text) {
    try {
      OutputStream in = process.getOutputStream();
      in.write(text.getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException gone) {
      throwIfItGoesOn(gone);
    }
  }

  /** Its end of the pipe is closed a moment before it has ended. */
  private void throwIfItGoesOn(IOException problem) {
    try {
      if (!process.waitFor(Duration.ofSeconds(5))) {
        throw new UncheckedIOException(problem);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(problem);
    }
  }

  public void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      throwIfItGoesOn(gone);
    }
  }

  /**
   * The next line of standard output, without its end; empty at the end of the output.
   *
   * @throws DeadlineExpired if there is none in time; the command goes on
   */
  public Optional<String> nextLine(Duration deadline) {
    return out.nextLine(Deadline.in(deadline, "a line of " + String.join(" ", argv)));
  }

  /**
   * The next line of standard output that contains {@code text}; lines before it are passed over.
   */
  public String awaitLine(String text, Duration allowed) {
    String what = "'%s' of %s".formatted(text, String.join(" ", argv));
    return awaitLine(text, Deadline.in(allowed, what));
  }

  String awaitLine(String text, Deadline deadline) {
    while (true) {
      Optional<String> line = out.nextLine(deadline);
      if (line.isEmpty()) {
        throw new BoxException("ended before " + deadline.what() + ": " + out.text() + err.text());
      }
      if (line.get().contains(text)) {
        return line.get();
      }
    }
  }

  /** Everything on standard error so far. */
  public String errors() {
    return err.text();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * The command's PID as the host sees it, once it has one; not that of the program that entered
   * the box.
   */
  public Optional<ProcessHandle> host() {
    try (Stream<ProcessHandle> children = process.children()) {
      return children.findFirst();
    }
  }

  /**
   * Waits for the end, including that of everything that holds the outputs open.
   *
   * @throws DeadlineExpired if it does not come in time; the command is killed then
   */
  public Result await(Duration allowed) {
    return await(Deadline.in(allowed, String.join(" ", argv)));
  }

  Result await(Deadline deadline) {
    try {
      if (!process.waitFor(deadline.remainingMillis(), TimeUnit.MILLISECONDS)) {
        throw deadline.expired(out.text() + err.text());
      }
      return new Result(argv, process.exitValue(), out.awaitEnd(deadline), err.awaitEnd(deadline));
    } catch (InterruptedException interrupted) {
      throw deadline.interrupted(interrupted);
    } finally {
      close();
    }
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    if (process.isAlive()) {
      List<ProcessHandle> started = process.descendants().toList();
      process.destroyForcibly();
      started.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
