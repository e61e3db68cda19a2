package dev.steadfast.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the demo tells its story. */
record Screen(PrintStream out, Light light) {
  /** What can be shown. */
  enum Light {
    /** Nothing. */
    NONE,
    /** Text. */
    PLAIN,
    /** Text in colours, by ANSI sequences. */
    COLOUR
  }

  /** Standard output, in colour on a terminal unless NO_COLOR is set. Source: no-color.org. */
  static Screen of(PrintStream out, Map<String, String> environment) {
    boolean colour =
        isTerminal(Path.of("/proc/self/fd/1"))
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Screen(out, colour ? Light.COLOUR : Light.PLAIN);
  }

  private static boolean isTerminal(Path descriptor) {
    try {
      String file = Files.readSymbolicLink(descriptor).toString();
      return file.startsWith("/dev/pts/")
          || file.startsWith("/dev/tty")
          || file.equals("/dev/console");
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Shows nothing. */
  static Screen dark() {
    return new Screen(new PrintStream(OutputStream.nullOutputStream()), Light.NONE);
  }

  void heading(String text) {
    line("");
    line(inked("1", text));
  }

  /** Lines of another program, set off. */
  void quote(String text) {
    text.strip().lines().forEach(line -> line(line.isBlank() ? "" : "  | " + line));
  }

  /** A fact that is as the demo wants to show it, or is not. */
  void verdict(boolean good, String name, String text) {
    fact(name, inked(good ? "32" : "31", text));
  }

  void fact(String name, String text) {
    line("  %-14s %s".formatted(name, text));
  }

  boolean isLit() {
    return light != Light.NONE;
  }

  private String inked(String code, String text) {
    return light == Light.COLOUR ? "\033[" + code + "m" + text + "\033[0m" : text;
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }
}
