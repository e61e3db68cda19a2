package dev.steadfast.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the program says of itself. */
final class Help {
  private Help() {}

  /** The help text. */
  static String text() {
    return resource("help.txt");
  }

  /** What NixOS's own program says when it is called without one of its actions. */
  static String usageOfActions() {
    return resource("actions.txt");
  }

  /** The version on one line. */
  static String version() {
    return resource("version.txt");
  }

  private static String resource(String name) {
    try (InputStream resource = Help.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("built without " + name);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(name, unreadable);
    }
  }
}
