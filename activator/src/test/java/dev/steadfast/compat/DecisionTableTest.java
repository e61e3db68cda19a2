package dev.steadfast.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.systemd.ActiveState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The original's decision for each combination of flags, change, type and state. Of the rows the
 * first that fits counts, as in the documentation of the rules.
 */
class DecisionTableTest {
  @TempDir private Path directory;

  enum Change {
    NOTHING,
    DESCRIPTION,
    RELOAD_TRIGGER,
    SETTING,
    REMOVAL
  }

  enum Kind {
    SERVICE("app.service", "[Service]\nExecStart=/bin/true\n"),
    SOCKET_ACTIVATED("app.service", "[Service]\nExecStart=/bin/true\n"),
    INSTANCE("app@a.service", "[Service]\nExecStart=/bin/true\n"),
    SOCKET("app.socket", "[Socket]\nListenStream=/run/app\n"),
    TIMER("app.timer", "[Timer]\nOnCalendar=daily\n"),
    AUTOMOUNT("app.automount", "[Automount]\nWhere=/app\n"),
    SWAP("app.swap", "[Swap]\nWhat=/dev/app\n"),
    MOUNT("app.mount", "[Mount]\nWhat=/dev/app\n"),
    ROOT("-.mount", "[Mount]\nWhat=/dev/app\n"),
    NIX("nix.mount", "[Mount]\nWhat=/dev/app\n"),
    PATH("app.path", "[Path]\nPathExists=/app\n"),
    SLICE("app.slice", "[Slice]\nTasksMax=9\n"),
    TARGET("app.target", ""),
    BASIC("basic.target", "");

    private final String unit;
    private final String text;

    Kind(String unit, String text) {
      this.unit = unit;
      this.text = text;
    }

    String file() {
      return this == INSTANCE ? "app@.service" : unit;
    }
  }

  enum Flagged {
    STOP_IF_CHANGED("Service/X-StopIfChanged=false"),
    RELOAD_IF_CHANGED("Service/X-ReloadIfChanged=true"),
    RESTART_IF_CHANGED("Service/X-RestartIfChanged=false"),
    NOT_SOCKET_ACTIVATED("Service/X-NotSocketActivated=true"),
    REFUSE_MANUAL_STOP("Unit/RefuseManualStop=true"),
    ONLY_MANUAL_START("Unit/X-OnlyManualStart=true"),
    STOP_ON_REMOVAL("Unit/X-StopOnRemoval=false");

    private final String line;

    Flagged(String line) {
      this.line = line;
    }
  }

  record Combination(Set<Flagged> flags, Change change, Kind kind, ActiveState state) {
    boolean has(Flagged flag) {
      return flags.contains(flag);
    }
  }

  /**
   * One row.
   *
   * @param expected as {@link Sides#shown}, with {@code %s} for the unit
   */
  record Rule(String name, Predicate<Combination> fits, String expected) {}

  private static Predicate<Combination> state(ActiveState... states) {
    return one -> List.of(states).contains(one.state());
  }

  private static Predicate<Combination> change(Change... changes) {
    return one -> List.of(changes).contains(one.change());
  }

  private static Predicate<Combination> kind(Kind... kinds) {
    return one -> List.of(kinds).contains(one.kind());
  }

  private static Predicate<Combination> any(Flagged... flags) {
    return one -> List.of(flags).stream().anyMatch(one::has);
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "only what runs is looked at",
              state(ActiveState.ACTIVE, ActiveState.ACTIVATING).negate(),
              ""),
          new Rule(
              "removal is forbidden", change(Change.REMOVAL).and(any(Flagged.STOP_ON_REMOVAL)), ""),
          new Rule("removed", change(Change.REMOVAL), "S: %s"),
          new Rule("a target is started, unseen", kind(Kind.TARGET, Kind.BASIC), ""),
          new Rule("nothing that counts", change(Change.NOTHING, Change.DESCRIPTION), ""),
          new Rule("a reload is asked for", change(Change.RELOAD_TRIGGER), "R: %s"),
          new Rule("daemon-reload is enough", kind(Kind.PATH, Kind.SLICE), ""),
          new Rule("all lives on it", kind(Kind.ROOT, Kind.NIX), "R: %s"),
          new Rule("mounted anew", kind(Kind.MOUNT), "X: %s"),
          new Rule("a socket is ignored", kind(Kind.SOCKET), ""),
          new Rule("reload, whatever it is", any(Flagged.RELOAD_IF_CHANGED), "R: %s"),
          new Rule(
              "forbidden",
              any(
                  Flagged.RESTART_IF_CHANGED,
                  Flagged.REFUSE_MANUAL_STOP,
                  Flagged.ONLY_MANUAL_START),
              "K: %s"),
          new Rule("in one step", any(Flagged.STOP_IF_CHANGED), "X: %s"),
          new Rule("no service", kind(Kind.TIMER, Kind.AUTOMOUNT, Kind.SWAP), "X: %s"),
          new Rule(
              "with its socket",
              kind(Kind.SOCKET_ACTIVATED).and(any(Flagged.NOT_SOCKET_ACTIVATED)),
              "S: app.service, app.socket | A: app.service, app.socket"),
          new Rule(
              "left to its socket",
              kind(Kind.SOCKET_ACTIVATED),
              "S: app.service, app.socket | A: app.socket"),
          new Rule("stopped and started", kind(Kind.SERVICE, Kind.INSTANCE), "S: %s | A: %s"));

  private static List<Set<Flagged>> flags() {
    List<Set<Flagged>> all = new ArrayList<>();
    all.add(EnumSet.noneOf(Flagged.class));
    for (Flagged one : Flagged.values()) {
      for (Flagged other : Flagged.values()) {
        if (one.compareTo(other) <= 0) {
          all.add(EnumSet.of(one, other));
        }
      }
    }
    return all;
  }

  @Test
  void everyCombinationIsDecidedByTheFirstRowThatFits() {
    Set<String> used = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    int number = 0;
    for (Set<Flagged> flags : flags()) {
      for (Change change : Change.values()) {
        for (Kind kind : Kind.values()) {
          for (ActiveState state :
              List.of(
                  ActiveState.ACTIVE,
                  ActiveState.ACTIVATING,
                  ActiveState.RELOADING,
                  ActiveState.FAILED,
                  ActiveState.DEACTIVATING)) {
            Combination one = new Combination(flags, change, kind, state);
            Rule rule =
                RULES.stream().filter(row -> row.fits().test(one)).findFirst().orElseThrow();
            used.add(rule.name());
            String expected = rule.expected().replace("%s", kind.unit);
            String decided = Sides.shown(sides(one).decided(directory.resolve("" + number++)));
            if (!decided.equals(expected)) {
              wrong.add(one + ": " + decided + ", not " + expected + " (" + rule.name() + ")");
            }
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(RULES.size(), used.size(), "a row that never counts");
    assertTrue(number > 10_000, "" + number);
  }

  private static Sides sides(Combination one) {
    Kind kind = one.kind();
    Sides sides = new Sides().old(kind.file(), text(one, Change.NOTHING));
    if (one.change() != Change.REMOVAL) {
      sides.next(kind.file(), text(one, one.change()));
    }
    if (kind == Kind.SOCKET_ACTIVATED) {
      sides.both("app.socket", Kind.SOCKET.text).active("app.socket");
    }
    return sides.state(kind.unit, one.state());
  }

  private static String text(Combination one, Change change) {
    StringBuilder unit = new StringBuilder("[Unit]\n");
    StringBuilder service = new StringBuilder();
    for (Flagged flag : one.flags()) {
      boolean isOfUnit = flag.line.startsWith("Unit/");
      (isOfUnit ? unit : service)
          .append(flag.line.substring(flag.line.indexOf('/') + 1))
          .append('\n');
    }
    unit.append(
        switch (change) {
          case DESCRIPTION -> "Description=Another\n";
          case RELOAD_TRIGGER -> "X-Reload-Triggers=/nix/store/a\n";
          case SETTING -> "After=other.service\n";
          case NOTHING, REMOVAL -> "";
        });
    boolean isService = one.kind().text.startsWith("[Service]");
    String flags = service.isEmpty() || isService ? service.toString() : "[Service]\n" + service;
    return unit + one.kind().text + flags;
  }
}
