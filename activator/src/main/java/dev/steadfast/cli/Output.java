package dev.steadfast.cli;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.report.Look;
import dev.steadfast.report.Look.Colour;
import dev.steadfast.report.Look.Symbols;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** One of the two places that a command prints to, and what can be shown there. */
record Output(PrintStream stream, Look look, boolean isTerminal) {
  Output(PrintStream stream, Look look) {
    this(stream, look, false);
  }

  private static final Comparator<Diagnostic> ORDER =
      Comparator.comparing((Diagnostic problem) -> problem.location().file())
          .thenComparingInt(problem -> problem.location().line())
          .thenComparing(Diagnostic::severity)
          .thenComparing(Diagnostic::render);

  /**
   * What can be shown on an open file of this process.
   *
   * @param descriptor its link in {@code /proc/self/fd}; asked because the JDK's console speaks of
   *     standard input and output together, and of standard error not at all
   * @param environment where {@code NO_COLOR} and {@code TERM=dumb} forbid colours. Source:
   *     no-color.org
   */
  static Look look(Path descriptor, Charset charset, Map<String, String> environment) {
    boolean colour =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb")
            && isTerminal(descriptor);
    boolean unicode = charset.equals(StandardCharsets.UTF_8);
    return new Look(colour ? Colour.ANSI : Colour.NONE, unicode ? Symbols.UNICODE : Symbols.ASCII);
  }

  /** Whether an open file of this process, given as above, is a terminal. */
  static boolean isTerminal(Path descriptor) {
    try {
      String file = Files.readSymbolicLink(descriptor).toString();
      return file.startsWith("/dev/pts/")
          || file.startsWith("/dev/tty")
          || file.equals("/dev/console");
    } catch (IOException unknown) {
      return false;
    }
  }

  void print(String text) {
    stream.print(text);
    stream.flush();
  }

  /** Each problem once, sorted by file and line. */
  static List<Diagnostic> sorted(List<Diagnostic> problems) {
    List<Diagnostic> sorted = new ArrayList<>(new LinkedHashSet<>(problems));
    sorted.sort(ORDER);
    return sorted;
  }

  /** Each problem once, sorted by file and line. */
  void print(List<Diagnostic> problems) {
    StringBuilder text = new StringBuilder();
    for (Diagnostic problem : sorted(problems)) {
      text.append(problem.render()).append('\n');
    }
    print(text.toString());
  }
}
