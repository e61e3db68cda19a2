package dev.steadfast.switching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.BoxOptions.Extra;
import dev.steadfast.box.Command;
import dev.steadfast.box.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user's own tool has done for two directories of unit files. */
class UserCommandIT {
  private static final String HOME = "/home/usertest";
  private static final String UNITS = HOME + "/.config/systemd/user";
  private static final String RELOADS = HOME + "/reloads";
  private static final Duration AMPLE = Duration.ofMinutes(1);

  /** Whether the process of a unit is another one after a switch that changed the unit. */
  private static final SortedMap<String, Boolean> REPLACED =
      new TreeMap<>(
          Map.of(
              "keep-old", false,
              "reload", false,
              "restart", true,
              "same", false,
              "stop-start", true,
              "unsaid", true));

  @SuppressWarnings("NullAway.Init")
  private Box box;

  @BeforeEach
  void boot() {
    box = Box.boot(BoxOptions.named("user-command").with(Extra.USER));
    for (String version : List.of("one", "two", "three")) {
      REPLACED.keySet().forEach(unit -> write(version, unit, text(unit, version)));
    }
    write("one", "gone", text("gone", "one"));
    write("two", "late", text("late", "two"));
    write("three", "late", text("late", "two"));
    box.run("chown", "-R", "usertest:usertest", HOME).orThrow();
    show("one");
    asUser("systemctl --user daemon-reload").orThrow();
    asUser("systemctl --user start gone " + String.join(" ", REPLACED.keySet())).orThrow();
  }

  @AfterEach
  void end() {
    box.close();
  }

  private static String directory(String version) {
    return HOME + "/" + version;
  }

  private void write(String version, String unit, String text) {
    box.write(directory(version) + "/" + unit + ".service", text);
    String wants = directory(version) + "/default.target.wants";
    box.run("mkdir", "-p", wants).orThrow();
    box.run("ln", "-sf", "../" + unit + ".service", wants).orThrow();
  }

  private static String text(String unit, String version) {
    boolean isSilent = unit.equals("unsaid") || unit.equals("same") || unit.equals("late");
    String method = isSilent || unit.equals("gone") ? "" : "[Unit]\nX-SwitchMethod=" + unit + "\n";
    String shown = unit.equals("same") ? "always" : version;
    return method
        + "[Service]\nType=exec\nEnvironment=VERSION="
        + shown
        + "\nExecStart=/bin/sleep infinity\nExecReload=/bin/sh -c 'echo "
        + unit
        + " >> "
        + RELOADS
        + "'\n";
  }

  /** What the user's manager finds. */
  private void show(String version) {
    asUser("rm -rf " + UNITS + "; mkdir -p " + UNITS + "/default.target.wants").orThrow();
    asUser("cp " + directory(version) + "/*.service " + UNITS).orThrow();
    asUser(
            "for unit in "
                + UNITS
                + "/*.service; do ln -s $unit "
                + UNITS
                + "/default.target.wants; done")
        .orThrow();
  }

  private Result asUser(String command) {
    return box.run("bash", "-c", UserUnits.asUser(command));
  }

  private String property(String unit, String property) {
    return asUser("systemctl --user show --value -p " + property + " " + unit).orThrow().line();
  }

  private SortedMap<String, String> invocations() {
    SortedMap<String, String> invocations = new TreeMap<>();
    REPLACED.keySet().forEach(unit -> invocations.put(unit, property(unit, "InvocationID")));
    return invocations;
  }

  private Result steadfast(String old, String next, String... more) {
    List<String> arguments = new ArrayList<>(List.of("user"));
    arguments.addAll(List.of("--old", directory(old), "--next", directory(next)));
    arguments.addAll(List.of(more));
    Command command =
        Command.ofJava("dev.steadfast.cli.Main", arguments)
            .as("usertest")
            .with("HOME", HOME)
            .with("XDG_RUNTIME_DIR", "/run/user/1001");
    return box.run(command, AMPLE);
  }

  @Test
  void eachUnitIsSwitchedInTheWayThatItAsksFor() {
    String old = "one";
    int reloads = 0;
    for (String next : List.of("two", "three", "two")) {
      show(next);
      SortedMap<String, String> before = invocations();
      Result dry = steadfast(old, next, "--dry-run");
      assertEquals(0, dry.exit(), dry.err());
      assertTrue(
          dry.err().contains("would restart the following user units: restart.service, "),
          dry.err());
      assertEquals(before, invocations(), "a dry run does nothing");
      Result result = steadfast(old, next);
      assertEquals(0, result.exit(), result.err());
      SortedMap<String, String> after = invocations();
      REPLACED.forEach(
          (unit, isReplaced) ->
              assertEquals(
                  isReplaced,
                  !Objects.equals(before.get(unit), after.get(unit)),
                  unit + result.err()));
      reloads++;
      assertEquals("reload\n".repeat(reloads), box.read(RELOADS), result.err());
      assertEquals("VERSION=" + next, property("restart", "Environment"));
      assertEquals("active", property("late", "ActiveState"), result.err());
      assertEquals("inactive", property("gone", "ActiveState"), result.err());
      old = next;
    }
  }

  @Test
  void aUnitThatFailsIsReportedAndTheOthersAreSwitched() {
    String broken = text("restart", "two").replace("/bin/sleep infinity", "/bin/no-such-program");
    box.write(directory("two") + "/restart.service", broken);
    show("two");
    SortedMap<String, String> before = invocations();
    Result result = steadfast("one", "two");
    assertEquals(4, result.exit(), result.err());
    assertTrue(
        result.err().contains("Failed to restart user unit restart.service\n"), result.err());
    assertNotEquals(before.get("stop-start"), invocations().get("stop-start"), result.err());
    assertEquals("active", property("late", "ActiveState"), result.err());
  }

  @Test
  void badInputTouchesNothing() {
    SortedMap<String, String> before = invocations();
    assertEquals(
        1,
        box.run(Command.ofJava("dev.steadfast.cli.Main", List.of("user")).as("usertest"), AMPLE)
            .exit());
    box.write(directory("two") + "/restart.service", "[Service\n");
    Result result = steadfast("one", "two");
    assertEquals(1, result.exit(), result.err());
    assertTrue(result.err().contains("restart.service:1: error: "), result.err());
    assertEquals(before, invocations());
  }
}
