package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Plan;
import dev.steadfast.plan.PlanInput;
import dev.steadfast.plan.Planner;
import dev.steadfast.plan.Step;
import dev.steadfast.policy.PolicySet;
import dev.steadfast.systemd.SystemdException;
import dev.steadfast.testing.BuiltSystem;
import dev.steadfast.testing.FileTree;
import dev.steadfast.testing.WrittenSystem;
import dev.steadfast.unit.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our decision for each combination of flags, change, type and state, without policies. Of the rows
 * the first that fits counts.
 */
class OwnDecisionTableTest {
  @TempDir private Path directory;

  enum Change {
    NOTHING,
    DESCRIPTION,
    X_KEY,
    RELOAD_TRIGGER,
    SETTING,
    STOP_COMMAND,
    REMOVAL
  }

  enum Kind {
    SERVICE("app.service", "[Service]\nExecStart=/bin/app\nExecReload=/bin/reload\n"),
    ONESHOT("app.service", "[Service]\nType=oneshot\nExecStart=/bin/app\nExecReload=/bin/reload\n"),
    INSTANCE("app@a.service", "[Service]\nExecStart=/bin/app\nExecReload=/bin/reload\n"),
    CONNECTION("app@a.service", "[Service]\nExecStart=/bin/app\nExecReload=/bin/reload\n"),
    SOCKET("app.socket", "[Socket]\nListenStream=/run/app\n"),
    TIMER("app.timer", "[Timer]\nOnCalendar=daily\n"),
    MOUNT("app.mount", "[Mount]\nWhat=/dev/app\nWhere=/app\n"),
    NIX("nix.mount", "[Mount]\nWhat=/dev/app\nWhere=/nix\n"),
    PATH("app.path", "[Path]\nPathExists=/app\n"),
    SLICE("app.slice", "[Slice]\nTasksMax=9\n"),
    TARGET("app.target", "");

    private final String unit;
    private final String text;

    Kind(String unit, String text) {
      this.unit = unit;
      this.text = text;
    }

    String file() {
      return unit.replace("@a.", "@.");
    }

    boolean isService() {
      return unit.endsWith(".service");
    }
  }

  enum Flagged {
    STOP_IF_CHANGED("Service/X-StopIfChanged=false"),
    RELOAD_IF_CHANGED("Service/X-ReloadIfChanged=true"),
    RESTART_IF_CHANGED("Service/X-RestartIfChanged=false"),
    REFUSE_MANUAL_STOP("Unit/RefuseManualStop=true"),
    ONLY_MANUAL_START("Unit/X-OnlyManualStart=true"),
    STOP_ON_REMOVAL("Unit/X-StopOnRemoval=false");

    private final String line;

    Flagged(String line) {
      this.line = line;
    }
  }

  enum State {
    ACTIVE,
    ACTIVATING,
    RELOADING,
    INACTIVE,
    FAILED
  }

  record Combination(Set<Flagged> flags, Change change, Kind kind, State state) {}

  record Rule(String name, Predicate<Combination> fits, String expected) {}

  private static Predicate<Combination> state(State... states) {
    return one -> List.of(states).contains(one.state());
  }

  private static Predicate<Combination> change(Change... changes) {
    return one -> List.of(changes).contains(one.change());
  }

  private static Predicate<Combination> kind(Kind... kinds) {
    return one -> List.of(kinds).contains(one.kind());
  }

  private static Predicate<Combination> any(Flagged... flags) {
    return one -> List.of(flags).stream().anyMatch(one.flags()::contains);
  }

  /** A mount's reload is a remount. */
  private static boolean reloads(Combination one) {
    return one.kind().isService() || one.kind() == Kind.MOUNT || one.kind() == Kind.NIX;
  }

  /** Nothing, stop, stop and start, restart, listen anew, reload, start; and what is owed. */
  private static final List<Rule> RULES =
      List.of(
          new Rule("what is down stays down", state(State.INACTIVE, State.FAILED), ""),
          new Rule(
              "removal is forbidden", change(Change.REMOVAL).and(any(Flagged.STOP_ON_REMOVAL)), ""),
          new Rule("a connection ends by itself", kind(Kind.CONNECTION), ""),
          new Rule("half of its work is done", kind(Kind.ONESHOT).and(state(State.ACTIVATING)), ""),
          new Rule("removed", change(Change.REMOVAL), "stop"),
          new Rule(
              "nothing that counts", change(Change.NOTHING, Change.DESCRIPTION, Change.X_KEY), ""),
          new Rule("daemon-reload is enough", kind(Kind.PATH, Kind.SLICE, Kind.TARGET), ""),
          new Rule(
              "a trigger of what reloads",
              change(Change.RELOAD_TRIGGER).and(OwnDecisionTableTest::reloads),
              "reload"),
          new Rule("all lives on it", kind(Kind.NIX), "owed"),
          new Rule(
              "a oneshot's own reload",
              kind(Kind.ONESHOT).and(any(Flagged.RELOAD_IF_CHANGED)),
              "reload"),
          new Rule(
              "forbidden, or nothing that a reload brings",
              any(
                  Flagged.RELOAD_IF_CHANGED,
                  Flagged.RESTART_IF_CHANGED,
                  Flagged.REFUSE_MANUAL_STOP,
                  Flagged.ONLY_MANUAL_START),
              "owed"),
          new Rule(
              "stopped by its old command",
              change(Change.STOP_COMMAND).and(any(Flagged.STOP_IF_CHANGED).negate()),
              "stop-start"),
          new Rule("a socket listens anew", kind(Kind.SOCKET), "listen"),
          new Rule("restarted", one -> true, "restart"));

  private static List<Set<Flagged>> flags() {
    List<Set<Flagged>> all = new ArrayList<>();
    all.add(EnumSet.noneOf(Flagged.class));
    for (Flagged flag : Flagged.values()) {
      all.add(EnumSet.of(flag));
    }
    return all;
  }

  @Test
  void everyCombinationIsDecidedByTheFirstRowThatFits() throws IOException, SystemdException {
    Set<String> used = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    int number = 0;
    for (Set<Flagged> flags : flags()) {
      for (Kind kind : Kind.values()) {
        boolean isFlagOfItsType =
            kind.isService() || flags.stream().noneMatch(f -> f.line.startsWith("Service/"));
        for (Change change : isFlagOfItsType ? Change.values() : new Change[0]) {
          if (change == Change.STOP_COMMAND && !kind.isService()) {
            continue;
          }
          for (State state : State.values()) {
            Combination one = new Combination(flags, change, kind, state);
            Rule rule =
                RULES.stream().filter(row -> row.fits().test(one)).findFirst().orElseThrow();
            used.add(rule.name());
            String decided = decided(one, directory.resolve("" + number++));
            if (!decided.equals(rule.expected())) {
              wrong.add(
                  one
                      + ": \""
                      + decided
                      + "\", not \""
                      + rule.expected()
                      + "\" ("
                      + rule.name()
                      + ")");
            }
          }
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertEquals(RULES.size(), used.size(), "a row that never counts");
    assertTrue(number > 1_000, "" + number);
  }

  private static String decided(Combination one, Path root) throws IOException, SystemdException {
    FileTree files = new FileTree(root);
    WrittenSystem system = new WrittenSystem().unit(one.kind().file(), text(one, Change.NOTHING));
    String observed = "unit " + one.kind().unit + " " + word(one.state()) + "\n";
    if (one.kind() == Kind.CONNECTION) {
      system.unit("app.socket", "[Socket]\nListenStream=/run/app\nAccept=yes\n");
      observed += "unit app.socket active\n";
    }
    BuiltSystem old = system.build(files);
    WrittenSystem changed = system.copy();
    if (one.change() == Change.REMOVAL) {
      changed.without(one.kind().file());
    } else {
      changed.unit(one.kind().file(), text(one, one.change()));
    }
    changed.unit("other.service", "[Service]\nExecStart=/bin/other\n");
    BuiltSystem next = changed.build(files);
    Planning planning =
        accepted(
            Planning.read(files.root(), new PolicySet(List.of()), old.toplevel(), next.toplevel()));
    Observation observation = Observation.ofUnits(new ObservedText(observed), files.root());
    PlanInput input = accepted(planning.observed(observation, Optional.empty()));
    Plan plan = Planner.plan(input);
    Step step = plan.steps().get(new UnitName(one.kind().unit));
    return step == null ? "" : shown(step);
  }

  private static String shown(Step step) {
    String action =
        switch (step) {
          case Step.Keep _ -> "";
          case Step.Stop _ -> "stop";
          case Step.StopStart _ -> "stop-start";
          case Step.Restart _ -> "restart";
          case Step.Relisten _ -> "listen";
          case Step.Reload _ -> "reload";
          case Step.Start _ -> "start";
        };
    String owed = step.verdict().owed().isEmpty() ? "" : "owed";
    return (action + " " + owed).strip();
  }

  private static <T> T accepted(Parsed<T> parsed) {
    return parsed.orElse(problems -> fail(problems.toString()));
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
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
    switch (change) {
      case DESCRIPTION -> unit.append("Description=Another\n");
      case X_KEY -> unit.append("X-Any=thing\n");
      case RELOAD_TRIGGER -> unit.append("X-Reload-Triggers=/etc/a\n");
      case SETTING -> unit.append("StartLimitBurst=7\n");
      case STOP_COMMAND -> service.append("ExecStop=/bin/stop\n");
      case NOTHING, REMOVAL -> {}
    }
    return unit + one.kind().text + service;
  }
}
