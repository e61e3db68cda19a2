package dev.steadfast.switching;

import static dev.steadfast.switching.Group.MULTI_USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs that never end hold a switch no longer than its deadlines, and the rest is done. */
class DeadlineIT {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final String STUCK = "stuck.service";

  @SuppressWarnings("NullAway.Init")
  private Who who;

  @BeforeEach
  void boot() {
    who = Who.boot("deadline");
  }

  @AfterEach
  void end() {
    who.close();
  }

  record Case(Mode mode, String variable) {}

  static List<Case> all() {
    return Stream.of(Mode.values())
        .flatMap(
            mode ->
                Stream.of("STEADFAST_JOB_DEADLINE", "STEADFAST_DEADLINE")
                    .map(variable -> new Case(mode, variable)))
        .toList();
  }

  /** Whose start never ends, and which is new. */
  private static World neverUp() {
    String text =
        """
        [Service]
        ExecStart=/bin/sleep infinity
        TimeoutStartSec=infinity
        Type=oneshot
        """;
    return Who.world("next").unit(STUCK, text, MULTI_USER);
  }

  private static World neverDown(String who, String line) {
    String text =
        """
        [Service]
        ExecStart=/bin/sleep infinity
        ExecStop=/bin/sleep infinity
        TimeoutStopSec=infinity
        """;
    return Who.world(who).unit(STUCK, text + line, MULTI_USER);
  }

  /** It must end with 4 in less than a minute; the lines that say what failed. */
  private List<String> switched(Case each, World next) {
    SwitchRun run = SwitchRun.of(next.build(who.box())).with(each.variable(), "5s");
    long start = System.nanoTime();
    String text = run.exits(4, each.mode(), "switch");
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(LONGEST) < 0, took + text);
    assertTrue(took.compareTo(Duration.ofSeconds(5)) >= 0, took + text);
    assertEquals("next", who.runs(), text);
    assertEquals(run.next().path(), who.box().run("readlink", "/run/current-system").line(), text);
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.removeIf(line -> !line.startsWith("Failed to "));
    assertTrue(!lines.isEmpty(), text);
    return lines;
  }

  @ParameterizedTest
  @MethodSource("all")
  void aStartThatNeverEndsIsNamed(Case each) {
    List<String> lines = switched(each, neverUp());
    String left = ": the job did not end in time and was left alone";
    String unit = each.mode() == Mode.COMPAT ? MULTI_USER : STUCK;
    assertTrue(lines.contains("Failed to start " + unit + left), lines::toString);
    assertEquals("activating", who.box().property(STUCK, "ActiveState"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aStopThatNeverEndsIsNamed(Case each) {
    SwitchRun.of(neverDown("old", "").build(who.box())).exits(0, each.mode(), "switch");
    World next = neverDown("next", "Environment=CHANGED=1\n");
    List<String> lines = switched(each, next);
    assertTrue(lines.stream().anyMatch(line -> line.contains(STUCK)), lines::toString);
    assertEquals("deactivating", who.box().property(STUCK, "ActiveState"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void soIsOneOfAUnitThatIsGone(Case each) {
    SwitchRun.of(neverDown("old", "").build(who.box())).exits(0, each.mode(), "switch");
    List<String> lines = switched(each, Who.world("next"));
    String left = ": the job did not end in time and was left alone";
    assertTrue(lines.contains("Failed to stop " + STUCK + left), lines::toString);
  }
}
