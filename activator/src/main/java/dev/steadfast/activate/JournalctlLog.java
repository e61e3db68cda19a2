package dev.steadfast.activate;

import dev.steadfast.activate.Child.Ran;
import dev.steadfast.activate.Tools.Tool;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The journal, read through its own program. Source: journalctl(1). */
public final class JournalctlLog implements UnitLog {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final String CURSOR = "-- cursor: ";

  /** What it exits with, silently, when nothing matches. */
  private static final int NO_ENTRY = 1;

  private final Tools tools;

  public JournalctlLog(Tools tools) {
    this.tools = tools;
  }

  /**
   * As the argument that leads there. The cursor must be of the unit itself: after that of another
   * unit's entry journalctl passes over the first entry that it should print.
   */
  @Override
  public String end(UnitName unit) throws IOException {
    run("--sync");
    Optional<String> own = lastCursor("--unit=" + unit);
    if (own.isPresent()) {
      return "--after-cursor=" + own.get();
    }
    return "--cursor="
        + lastCursor().orElseThrow(() -> new IOException("the journal has no entry to start from"));
  }

  private Optional<String> lastCursor(String... matches) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--lines=0", "--show-cursor"));
    arguments.addAll(List.of(matches));
    return run(arguments.toArray(String[]::new)).stream()
        .filter(line -> line.startsWith(CURSOR))
        .map(line -> line.substring(CURSOR.length()))
        .findFirst();
  }

  @Override
  public List<String> since(UnitName unit, String place) throws IOException {
    run("--sync");
    return run("--unit=" + unit, place, "--output=cat");
  }

  private List<String> run(String... arguments) throws IOException {
    Path program =
        tools
            .find(Tool.JOURNALCTL)
            .orElseThrow(() -> new IOException(tools.missing(Tool.JOURNALCTL)));
    List<String> argv = new ArrayList<>(List.of(program.toString(), "--quiet", "--no-pager"));
    argv.addAll(List.of(arguments));
    return switch (Child.collect(argv, DEADLINE)) {
      case Ran.Exited(int code, Child.Output out, Child.Output err)
          when code == 0 && out.complete() ->
          out.text().lines().toList();
      case Ran.Exited(int code, Child.Output out, Child.Output err)
          when code == NO_ENTRY && err.text().isBlank() ->
          List.of();
      case Ran.Exited(int code, Child.Output out, Child.Output err) ->
          throw new IOException("journalctl: " + Masked.firstLine(err.text()));
      case Ran.Expired(Duration deadline) ->
          throw new IOException("journalctl gave no answer within " + deadline.toSeconds() + " s");
      case Ran.NotStarted(String why) -> throw new IOException("journalctl: " + why);
    };
  }
}
