package dev.steadfast.box;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A world's {@code bin/switch-to-configuration} and the programs that it names. */
class SwitchCommandIT {
  /** Prints its environment, then its arguments. */
  private static final String RECORDER = "@{pkg:coreutils}/bin/env; printf 'argument=%s\\n' \"$@\"";

  private static final World WORLD = World.empty().executable("recorder", RECORDER);

  @SuppressWarnings("NullAway.Init")
  private static Box box;

  @BeforeAll
  static void boot() {
    box = Box.boot(BoxOptions.named("switch-command"));
  }

  @AfterAll
  static void end() {
    box.close();
  }

  private static SwitchCommand recording() {
    return WORLD.command().executing(List.of("@{recorder}", "it's first"));
  }

  /** What the recorder was given, by name; of several arguments the last. */
  private static Map<String, String> recorded(Toplevel toplevel, String action) {
    return run(toplevel, action)
        .orThrow()
        .out()
        .lines()
        .filter(line -> line.contains("="))
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (_, last) -> last));
  }

  /** From an empty environment. */
  private static Result run(Toplevel toplevel, String action) {
    return box.run("env", "-i", toplevel.switchCommand().argv().getFirst(), action);
  }

  @Test
  void theProgramIsToldWhatNixosTells() {
    Toplevel toplevel = WORLD.with(recording()).build(box);
    Map<String, String> told = recorded(toplevel, "dry-activate");
    assertAll(
        () -> assertEquals(toplevel.path(), told.get("TOPLEVEL")),
        () -> assertEquals(toplevel.path(), told.get("OUT")),
        () -> assertEquals("nixos", told.get("DISTRO_ID")),
        () -> assertEquals("dry-activate", told.get("argument")),
        () ->
            assertEquals(
                toplevel.path() + "/bin/switch-to-configuration", told.get("STEADFAST_ARGV0")));
    String systemd = told.get("SYSTEMD");
    assertEquals(
        box.run("readlink", "/proc/1/exe").line(),
        box.run("readlink", "-f", systemd + "/lib/systemd/systemd").line());
    for (String program :
        List.of(
            told.getOrDefault("PRE_SWITCH_CHECK", ""),
            told.getOrDefault("INSTALL_BOOTLOADER", ""),
            systemd + "/bin/systemctl")) {
      assertEquals(0, box.run("test", "-x", program).exit(), program);
    }
  }

  @Test
  void argumentsOfTheProgramItselfComeFirst() {
    String out = run(WORLD.with(recording()).build(box), "test").orThrow().out();
    assertTrue(out.endsWith("argument=it's first\nargument=test\n"), out);
  }

  @Test
  void theEngineRunsWithoutAnyEnvironment() {
    Result result = run(WORLD.build(box), "no-action");
    assertEquals(1, result.exit(), result.err());
    String usage = "Usage: switch-to-configuration [check|switch|boot|test|dry-activate]\n";
    assertTrue(result.err().startsWith(usage), result.err());
  }

  @Test
  void theScriptsMayBeInAPackageOfTheirOwn() {
    Scripts separate = WORLD.scripts().placed(Scripts.Placement.SEPARATE);
    Toplevel toplevel = WORLD.with(separate).with(recording()).build(box);
    assertNotEquals(toplevel.path(), toplevel.commands());
    Map<String, String> told = recorded(toplevel, "test");
    assertEquals(toplevel.path(), told.get("TOPLEVEL"));
    assertEquals(toplevel.commands(), told.get("OUT"));
    for (String gone : List.of("activate", "dry-activate", "bin")) {
      assertEquals(1, box.run("test", "-e", toplevel.path() + "/" + gone).exit(), gone);
    }
    toplevel.activate();
    assertEquals(toplevel.path(), box.run("readlink", "/run/current-system").line());
  }

  @Test
  void theBootLoaderSaysItsTextAndCountsItsCalls() {
    Toplevel toplevel = WORLD.with(recording()).build(box);
    String installer = recorded(toplevel, "boot").getOrDefault("INSTALL_BOOTLOADER", "");
    for (int call = 1; call <= 2; call++) {
      Result result = box.run(installer, toplevel.path()).orThrow();
      assertEquals(SwitchCommand.BOOT_LOADER_TEXT + "\n", result.err());
      assertEquals(
          (toplevel.path() + "\n").repeat(call), box.read(SwitchCommand.BOOT_LOADER_CALLS));
    }
  }

  @Test
  void dryActivationRunsOnlyWhatIsMadeForIt() {
    Scripts scripts = WORLD.scripts().activating("echo real").alsoDry("echo both $NIXOS_ACTION");
    Toplevel toplevel = WORLD.with(scripts).build(box);
    Command dry =
        Command.of(toplevel.path() + "/dry-activate").with("NIXOS_ACTION", "dry-activate");
    assertEquals("both dry-activate\n", box.run(dry, Box.SOON).orThrow().out());
    Command real = Command.of(toplevel.path() + "/activate").with("NIXOS_ACTION", "test");
    assertEquals("setting up /etc...\nreal\nboth test\n", box.run(real, Box.SOON).orThrow().out());
  }

  record Check(
      String name, SwitchCommand old, SwitchCommand next, String action, int exit, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Check> checks() {
    SwitchCommand none = WORLD.command();
    SwitchCommand bar = inhibiting(Map.of("foo", "bar", "quz", "bor"));
    SwitchCommand baz = inhibiting(Map.of("foo", "baz", "new", "key"));
    SwitchCommand middle = none.check("inTheMiddle", "echo before\nno-such-command\necho after");
    String done = "Checking switch inhibitors... done\n";
    return List.of(
        new Check("no checks", none, none, "test", 0, done),
        new Check("new keys do not count", none, bar, "switch", 0, done),
        new Check("gone keys do not count", bar, none, "switch", 0, done),
        new Check("other values count", bar, baz, "switch", 1, "\nfoo : bar -> baz\n\n"),
        new Check(
            "but not for boot",
            bar,
            baz,
            "boot",
            0,
            "Not checking switch inhibitors (action = boot)\n"),
        new Check(
            "the first error ends a check and all others",
            none,
            middle,
            "test",
            1,
            "not found\nPre-switch check 'inTheMiddle' failed\n"),
        new Check(
            "arguments",
            none,
            none.check("a", "echo \"${1##*-} $2\""),
            "check",
            0,
            "25.05 check\n" + done));
  }

  private static SwitchCommand inhibiting(Map<String, String> inhibitors) {
    return WORLD.command().withInhibitors(new TreeMap<>(inhibitors));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void preSwitchChecks(Check check) {
    WORLD.with(check.old()).build(box).activate();
    World next = WORLD.with(check.next());
    String script =
        recorded(next.with(check.next().executing(List.of("@{recorder}"))).build(box), "test")
            .getOrDefault("PRE_SWITCH_CHECK", "");
    Result result = box.run(script, next.build(box).path(), check.action());
    assertEquals(check.exit(), result.exit(), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().contains(check.text()), result.err());
    assertEquals(check.exit() == 1, result.err().contains("Pre-switch check '"), result.err());
  }
}
