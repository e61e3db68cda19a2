package dev.steadfast.cli;

import dev.steadfast.activate.Announcement;
import dev.steadfast.activate.Announcer;
import dev.steadfast.report.ContractText;
import dev.steadfast.report.ContractText.Scope;
import dev.steadfast.unit.UnitName;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedSet;
import java.util.function.Consumer;

/** Prints what happens in a switch as it happens; on a terminal also what is waited for. */
final class ContractAnnouncer implements Announcer {
  private static final Duration WORTH_A_WORD = Duration.ofSeconds(2);
  private static final int NAMED = 3;
  private static final String CLEAR_LINE = "\r\u001b[K";
  private final Output err;
  private final ContractText text;
  private final Consumer<SortedSet<UnitName>> failed;
  private boolean hasProgress;

  /**
   * @param failed is told of the units that have failed at the end, after the line that says so
   */
  ContractAnnouncer(Output err, Scope scope, Consumer<SortedSet<UnitName>> failed) {
    this.err = err;
    this.text = new ContractText(scope);
    this.failed = failed;
  }

  @Override
  public void say(Announcement what) {
    if (what instanceof Announcement.Waiting waiting) {
      progress(waiting);
      return;
    }
    clear();
    text.of(what).forEach(line -> err.print(line + "\n"));
    if (what instanceof Announcement.Failed(SortedSet<UnitName> units)) {
      failed.accept(units);
    }
  }

  private void progress(Announcement.Waiting waiting) {
    if (!err.isTerminal() || waiting.since().compareTo(WORTH_A_WORD) < 0) {
      return;
    }
    StringBuilder line = new StringBuilder(CLEAR_LINE);
    line.append(waiting.since().toSeconds()).append(" s: waiting for the ");
    line.append(waiting.type().name().toLowerCase(Locale.ROOT)).append(" of ");
    line.append(
        String.join(", ", waiting.units().stream().limit(NAMED).map(UnitName::value).toList()));
    int more = waiting.units().size() - NAMED;
    line.append(more > 0 ? " and " + more + " more" : "");
    err.print(line.toString());
    hasProgress = true;
  }

  private void clear() {
    if (hasProgress) {
      err.print(CLEAR_LINE);
      hasProgress = false;
    }
  }
}
