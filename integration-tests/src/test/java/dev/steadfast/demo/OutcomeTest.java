package dev.steadfast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Result;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo's exit code is 0 only if there is nothing to complain of. */
class OutcomeTest {
  private static final String HALF_READ = "only 1 of 2 downloads are whole after the switch";
  private static final String NO_CONTROL =
      "the restart spared a download: that the switch broke none then proves nothing";

  private static final Client ONE = new Client(11, 4001, "noon");
  private static final Client TWO = new Client(12, 4002, "noon");
  private static final SqlMoment SQL_OLD = sql("4MB", false, "1", ONE, TWO);
  private static final SqlMoment SQL_NEXT = sql(Edit.WORK_MEM, true, "1", ONE, TWO);
  private static final WebMoment WEB_OLD = web("hello", "2", 5001, 5002);
  private static final WebMoment WEB_NEXT = web(Edit.PAGE, "2", 5001, 5002);
  private static final Downloads.Ended FIRST = whole(5001);
  private static final Downloads.Ended SECOND = whole(5002);

  private static final SqlFate KEPT = new SqlFate(SQL_OLD, SQL_NEXT, List.of());
  private static final SqlFate LOST =
      new SqlFate(SQL_OLD, sql(Edit.WORK_MEM, true, "3"), List.of());
  private static final WebFate WHOLE = fate(WEB_NEXT, FIRST, SECOND);
  private static final WebFate BROKEN = fate(web(Edit.PAGE, "4"), broken(5001), broken(5002));
  private static final Shown RESTART = new Shown(ended(0), LOST, BROKEN);

  /** What the demo saw, and what it has to say of that. */
  record Case(String name, Outcome seen, List<String> expected, String because) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("as promised", outcome(0, KEPT, WHOLE), List.of(), "all of it holds"),
        new Case(
            "switch failed",
            outcome(4, KEPT, WHOLE),
            List.of("steadfast switch ended with exit code 4"),
            "whatever can be seen of the servers"),
        new Case(
            "broken off",
            outcome(0, KEPT, fate(WEB_NEXT, FIRST, broken(5002))),
            List.of(HALF_READ),
            "its end is missing"),
        new Case(
            "other bytes",
            outcome(0, KEPT, fate(WEB_NEXT, FIRST, new Downloads.Ended(5002, 1, 9, 9, false))),
            List.of(HALF_READ),
            "as many bytes as announced are not yet the file"),
        new Case(
            "other connection",
            outcome(0, KEPT, fate(web(Edit.PAGE, "2", 5001), FIRST, SECOND)),
            List.of(HALF_READ),
            "what the kernel had in its buffers can complete a file after the server is gone"),
        new Case(
            "old page",
            outcome(0, KEPT, fate(WEB_OLD, FIRST, SECOND)),
            List.of("the edit of nginx is not live"),
            "a reload that reads the old path"),
        new Case(
            "no download",
            outcome(0, KEPT, fate(WEB_NEXT)),
            List.of("there was no download"),
            "none was broken then"),
        new Case(
            "both restarted",
            outcome(0, LOST, BROKEN),
            List.of(
                "the switch dropped 2 of 2 clients",
                "PostgreSQL has another main process",
                "only 0 of 2 downloads are whole after the switch",
                "nginx has another main process"),
            "what it is to show of a switch is of both servers"),
        new Case(
            "harmless restart",
            new Outcome(new Shown(ended(0), KEPT, WHOLE), new Shown(ended(0), LOST, WHOLE), 1),
            List.of(NO_CONTROL),
            "the control group has to lose them"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void complainsOfWhatIsNotAsPromised(Case row) {
    assertFalse(row.because().isEmpty());
    assertEquals(row.expected(), row.seen().complaints(), row.because());
    assertTrue(row.seen().json().endsWith(",\"seconds\":1.0}"), row.seen()::json);
  }

  private static Outcome outcome(int exit, SqlFate sql, WebFate web) {
    return new Outcome(new Shown(ended(exit), sql, web), RESTART, 1);
  }

  private static SqlMoment sql(String workMem, boolean guest, String pid, Client... clients) {
    return new SqlMoment(new TreeSet<>(List.of(clients)), workMem, guest, pid);
  }

  private static WebMoment web(String page, String pid, Integer... ports) {
    return new WebMoment(new TreeSet<>(List.of(ports)), page, pid, "/nix/store/x-nginx.conf", 1);
  }

  private static WebFate fate(WebMoment after, Downloads.Ended... downloads) {
    return new WebFate(WEB_OLD, after, List.of(downloads));
  }

  private static Downloads.Ended whole(int port) {
    return new Downloads.Ended(port, 1, 9, 9, true);
  }

  private static Downloads.Ended broken(int port) {
    return new Downloads.Ended(port, 1, 4, 9, false);
  }

  private static Result ended(int exit) {
    return new Result(List.of("steadfast"), exit, "", "");
  }
}
