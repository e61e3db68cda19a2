package dev.steadfast.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;

/**
 * The process outside that keeps one box.
 *
 * <p>It ends the box when its standard input is closed: by {@link #close} or by the death of this
 * JVM.
 */
final class Launcher implements AutoCloseable {
  private static final long CLOSE_SECONDS = 20;

  private final Process process;
  private final Output out;
  private final Output err;

  private Launcher(Process process) {
    this.process = process;
    this.out = Output.of(process.getInputStream(), "stdout of a box");
    this.err = Output.of(process.getErrorStream(), "stderr of a box");
  }

  static Launcher start(String name, BoxOptions options, SortedSet<Path> binds) {
    List<String> argv = new ArrayList<>();
    argv.addAll(List.of("unshare", "--mount", "bash", "-c", Resource.text("launcher.sh")));
    argv.addAll(List.of("launcher.sh", name, Resource.text("init.sh")));
    argv.add(options.store().directory().toString());
    argv.add(String.join(" ", options.extras().stream().map(BoxOptions.Extra::word).toList()));
    binds.forEach(path -> argv.add(path.toString()));
    try {
      return new Launcher(new ProcessBuilder(argv).start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a box", e);
    }
  }

  /** The PID of the box's first process, as the host sees it. */
  long awaitPid1(Deadline deadline) {
    return Long.parseLong(expect("pid1 ", deadline));
  }

  void awaitUp(Deadline deadline) {
    expect("up", deadline);
  }

  private String expect(String word, Deadline deadline) {
    String line =
        nextLine(deadline)
            .orElseThrow(() -> new BoxException("the box died while booting: " + err.text()));
    if (!line.startsWith(word)) {
      throw new BoxException("expected '%s' of the launcher, got '%s'".formatted(word, line));
    }
    return line.substring(word.length());
  }

  private Optional<String> nextLine(Deadline deadline) {
    try {
      return out.nextLine(deadline);
    } catch (DeadlineExpired late) {
      throw deadline.expired(out.text() + err.text());
    }
  }

  /** Ends the box and waits until nothing is left of it. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new DeadlineExpired("the end of a box took longer than " + CLOSE_SECONDS + " s");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BoxException("interrupted while a box ended", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
