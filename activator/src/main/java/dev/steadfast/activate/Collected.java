package dev.steadfast.activate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a child process writes, read by a thread of its own so that the child never waits. */
final class Collected {
  private static final int LIMIT = 1 << 20;
  private final InputStream source;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean ended;
  private boolean broken;

  private Collected(InputStream source) {
    this.source = source;
  }

  static Collected of(InputStream source) {
    Collected collected = new Collected(source);
    collected.reader().start();
    return collected;
  }

  private Thread reader() {
    return Thread.ofPlatform().daemon().name("child-output").unstarted(this::drain);
  }

  private void drain() {
    byte[] buffer = new byte[8192];
    try (source) {
      for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
        add(buffer, read);
      }
      end(true);
    } catch (IOException broken) {
      end(false);
    }
  }

  private synchronized void add(byte[] buffer, int length) {
    bytes.write(buffer, 0, Math.min(length, LIMIT - bytes.size()));
  }

  private synchronized void end(boolean whole) {
    broken = !whole;
    ended = true;
    notifyAll();
  }

  /**
   * The text that a child has written which has ended.
   *
   * <p>A descendant may hold the stream open for as long as it likes: it is not waited for.
   */
  synchronized Child.Output within(Duration grace) throws InterruptedException {
    long end = System.nanoTime() + grace.toNanos();
    for (long left = grace.toMillis(); !ended && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return new Child.Output(
        bytes.toString(StandardCharsets.UTF_8), !broken && bytes.size() < LIMIT);
  }
}
