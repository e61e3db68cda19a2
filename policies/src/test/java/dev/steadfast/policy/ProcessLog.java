package dev.steadfast.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The lines that a daemon prints, read as they come. */
final class ProcessLog {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
  private final Process process;
  private final List<String> lines = new ArrayList<>();

  ProcessLog(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException ended) {
      add("(the log ends: " + ended.getMessage() + ")");
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  /** Waits until a condition holds: looks at each new line, and from time to time. */
  synchronized void await(BooleanSupplier condition) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() >= end || !process.isAlive()) {
        throw new AssertionError("not in time: " + lines);
      }
      try {
        wait(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  /** How many lines there are by now. */
  synchronized int size() {
    return lines.size();
  }

  /** Whether a line after the first {@code mark} contains a text. */
  synchronized boolean holds(int mark, String text) {
    return lines.subList(mark, lines.size()).stream().anyMatch(line -> line.contains(text));
  }
}
