package dev.steadfast.demo;

import dev.steadfast.box.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The demo where no box can be booted: what Steadfast would do, from the files alone. */
record OfflineDemo(Screen screen) {

  /** Writes both systems, has them compared, and removes them. */
  void run() {
    try {
      Path prefix = Files.createTempDirectory("steadfast-demo");
      try {
        plan(prefix);
      } finally {
        remove(prefix);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void plan(Path prefix) throws IOException {
    String old = Edit.old().world().write(prefix);
    String next = Edit.next().world().write(prefix);
    List<String> arguments =
        List.of("plan", "--offline", "--root", prefix.toString(), "--old", old, "--next", next);
    screen.heading("steadfast " + String.join(" ", arguments));
    List<String> argv = new ArrayList<>(Command.ofJava("dev.steadfast.cli.Main", arguments).argv());
    Process planning = new ProcessBuilder(argv).inheritIO().start();
    try {
      if (planning.waitFor() != 0) {
        throw new IOException("the plan ended with exit code " + planning.exitValue());
      }
    } catch (InterruptedException interrupted) {
      planning.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
