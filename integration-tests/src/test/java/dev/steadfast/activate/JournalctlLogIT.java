package dev.steadfast.activate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.RunningCommand;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No line is lost or taken twice, whoever else logs in between. */
class JournalctlLogIT {
  private static Box box;

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("journal"));
  }

  @AfterAll
  static void close() {
    box.close();
  }

  /**
   * @param unit a transient one; its lines that count are those that begin with "line"
   * @param before units that log before the place is taken, one line each
   * @param after likewise, after it
   */
  record Case(
      String unit, List<String> before, List<String> after, List<String> expected, String because) {
    @Override
    public String toString() {
      return unit;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case(
            "own-last",
            List.of("other", "own-last"),
            List.of("other", "own-last"),
            List.of("line 3"),
            "the unit's own entry is where its part of the journal ends"),
        new Case(
            "other-last",
            List.of("other-last", "other"),
            List.of("other-last", "other-last"),
            List.of("line 2", "line 3"),
            "journalctl passes over an entry after a cursor of another unit"),
        new Case(
            "none-before",
            List.of("other"),
            List.of("none-before", "other"),
            List.of("line 1"),
            "all that a unit logs is new when it has logged nothing yet"),
        new Case(
            "none-after",
            List.of("none-after"),
            List.of("other"),
            List.of(),
            "what others log is not the unit's"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void exactlyTheLinesSinceThePlaceAreRead(Case c) {
    int number = log(c.before(), 0);
    Command probe = Command.ofJava(JournalProbe.class.getName(), List.of(c.unit() + ".service"));
    try (RunningCommand running = box.start(probe)) {
      running.awaitLine("ready", Box.SOON);
      log(c.after(), number);
      running.send("\n");
      List<String> lines = running.await(Box.SOON).orThrow().out().lines().toList();
      List<String> own = lines.stream().filter(line -> line.startsWith("line")).toList();
      assertEquals(c.expected(), own, c.because() + ": " + lines);
    }
  }

  /** One line for each unit, without any of systemd's own. */
  private static int log(List<String> units, int from) {
    int number = from;
    for (String unit : units) {
      box.run(
              "systemd-run",
              "--quiet",
              "--wait",
              "--unit=" + unit + ".service",
              "--property=LogLevelMax=notice",
              "bash",
              "-c",
              "echo '<5>line " + number++ + "'")
          .orThrow();
    }
    return number;
  }
}
