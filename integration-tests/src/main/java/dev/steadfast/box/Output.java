package dev.steadfast.box;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a process prints, read at once by a thread of its own, so that no process ever waits for its
 * reader.
 */
final class Output {
  private final StringBuilder text = new StringBuilder();
  private int cursor;
  private boolean ended;

  static Output of(InputStream stream, String name) {
    Output output = new Output();
    Thread.ofPlatform().daemon().name(name).start(() -> output.drain(stream));
    return output;
  }

  private void drain(InputStream stream) {
    char[] buffer = new char[8192];
    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        append(buffer, n);
      }
    } catch (IOException closed) {
      append(("[" + closed.getMessage() + "]").toCharArray());
    } finally {
      end();
    }
  }

  private void append(char[] characters) {
    append(characters, characters.length);
  }

  private synchronized void append(char[] characters, int length) {
    text.append(characters, 0, length);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Everything printed so far. */
  synchronized String text() {
    return text.toString();
  }

  /** The next line, without its end; empty at the end of the stream. */
  synchronized Optional<String> nextLine(Deadline deadline) {
    int end = text.indexOf("\n", cursor);
    while (end < 0 && !ended) {
      waitForMore(deadline);
      end = text.indexOf("\n", cursor);
    }
    if (end < 0 && cursor == text.length()) {
      return Optional.empty();
    }
    String line = end < 0 ? text.substring(cursor) : text.substring(cursor, end);
    cursor = end < 0 ? text.length() : end + 1;
    return Optional.of(line);
  }

  synchronized String awaitEnd(Deadline deadline) {
    while (!ended) {
      waitForMore(deadline);
    }
    return text.toString();
  }

  private synchronized void waitForMore(Deadline deadline) {
    int seen = text.length();
    try {
      while (text.length() == seen && !ended) {
        long millis = deadline.remainingMillis();
        if (millis <= 0) {
          throw deadline.expired(text.toString());
        }
        wait(millis);
      }
    } catch (InterruptedException interrupted) {
      throw deadline.interrupted(interrupted);
    }
  }
}
