package dev.steadfast.demo;

import dev.steadfast.box.BaseStore;
import dev.steadfast.box.BoxException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code steadfast demo}: a switch under open connections, beside a restart. */
public final class Main {
  private static final String HELP =
      """
      Shows what a switch does to open PostgreSQL sessions and downloads from nginx, beside what a
      restart does to them.

      usage: steadfast demo [--json]

      Boots two systems in namespaces of their own (root, Debian 12); elsewhere it only plans.
        --json   one JSON object and nothing else on standard output

      Exit codes: 0 no client dropped, no download broken and the edit live; 1 anything else; 2 wrong usage
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  private Main(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  public static void main(String[] args) {
    System.exit(new Main(System.out, System.err, System.getenv()).run(List.of(args)));
  }

  private int run(List<String> args) {
    if (args.equals(List.of("--help"))) {
      out.print(HELP);
      return 0;
    }
    boolean json = args.equals(List.of("--json"));
    if (!json && !args.isEmpty()) {
      err.print(HELP);
      return 2;
    }
    Screen screen = json ? Screen.dark() : Screen.of(out, environment);
    String missing = environment.getOrDefault("STEADFAST_MISSING", "");
    return missing.isEmpty() ? live(screen) : offline(screen, "missing: " + missing);
  }

  private int live(Screen screen) {
    Boxes boxes;
    long start;
    try {
      BaseStore.ofThisBuild();
      start = System.nanoTime();
      boxes = Boxes.boot();
    } catch (BoxException | UncheckedIOException unbootable) {
      return offline(screen, String.valueOf(unbootable.getMessage()));
    }
    try (boxes) {
      Outcome outcome = new LiveDemo(screen, boxes).run(start);
      screen.line("");
      out.println(outcome.json());
      return ended(outcome.complaints());
    } catch (BoxException | UncheckedIOException broken) {
      return ended(List.of(String.valueOf(broken.getMessage())));
    }
  }

  /** Nothing is shown of a running system, so this is no success. */
  private int offline(Screen screen, String why) {
    List<String> complaints = new ArrayList<>(List.of("no system could be booted; " + why));
    if (screen.isLit()) {
      try {
        new OfflineDemo(screen).run();
        screen.line("");
        complaints.add("this is what would be done, from the files alone: nothing was run");
      } catch (UncheckedIOException broken) {
        complaints.add(String.valueOf(broken.getMessage()));
      }
    }
    return ended(complaints);
  }

  private int ended(List<String> complaints) {
    for (String complaint : complaints) {
      err.println("steadfast demo: " + complaint);
    }
    return complaints.isEmpty() ? 0 : 1;
  }
}
