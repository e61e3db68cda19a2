package dev.steadfast.switching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Snapshot;
import dev.steadfast.box.SwitchCommand;
import dev.steadfast.box.Toplevel;
import dev.steadfast.box.World;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other programs rely on when they call a system's {@code bin/switch-to-configuration}. */
class ContractIT {
  private static final List<String> ACTIONS =
      List.of("check", "dry-activate", "boot", "test", "switch");

  /** As fields: the facility, the priority and the text. */
  private static final String LOG =
      "journalctl -t nixos -o json --no-pager"
          + " | perl -MJSON::PP -ne '$line = decode_json($_);"
          + " print join(\" \", @$line{qw(SYSLOG_FACILITY PRIORITY MESSAGE)}), \"\\n\"'";

  @SuppressWarnings("NullAway.Init")
  private static Who who;

  @BeforeAll
  static void boot() {
    who = Who.boot("contract");
  }

  @AfterAll
  static void end() {
    who.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyActionWorksFromAnEmptyEnvironment(Mode mode) {
    SwitchRun.of(Who.world(mode + "-old").build(who.box())).exits(0, mode, "switch");
    assertEquals(mode + "-old", who.runs());
    Toplevel next = Who.world(mode + "-next").build(who.box());
    SwitchRun run = SwitchRun.of(next);
    Snapshot before = who.box().snapshot();
    for (String action : List.of("check", "dry-activate")) {
      String text = run.exits(0, mode, action);
      assertEquals(List.of(), before.differences(who.box().snapshot()), text);
    }
    String text = run.exits(0, mode, "boot");
    assertEquals(next.path(), who.bootDefault(), text);
    for (String line : before.differences(who.box().snapshot())) {
      assertTrue(line.contains(SwitchCommand.BOOT_LOADER_CALLS), line + text);
    }
    Toplevel tested = Who.world(mode + "-tested").build(who.box());
    text = SwitchRun.of(tested).exits(0, mode, "test");
    assertEquals(mode + "-tested", who.runs(), text);
    assertEquals(next.path(), who.bootDefault(), "a test makes nothing bootable");
    text = run.exits(0, mode, "switch");
    assertEquals(mode + "-next", who.runs(), text);
    assertEquals(next.path(), who.box().run("readlink", "/run/current-system").line(), text);
  }

  private static List<String> log() {
    who.box().run("journalctl", "--sync").orThrow();
    return who.box().run("bash", "-c", LOG).orThrow().out().lines().toList();
  }

  @ParameterizedTest
  @EnumSource
  void theSystemsLogTellsOfSwitches(Mode mode) {
    Toplevel next = Who.world(mode + "-logged").build(who.box());
    int since = log().size();
    for (String action : List.of("check", "dry-activate", "boot")) {
      SwitchRun.of(next).exits(0, mode, action);
    }
    assertEquals(since, log().size(), () -> String.join("\n", log()));
    SwitchRun.of(next).exits(0, mode, "switch");
    String what = "switching to system configuration ";
    List<String> good = List.of("1 6 " + what + next.path(), "1 6 finished " + what + next.path());
    assertEquals(good, log().subList(since, log().size()));
    Toplevel failing = Who.world(mode + "-failing").activating("false").build(who.box());
    SwitchRun.of(failing).exits(2, mode, "test");
    List<String> bad =
        List.of(
            "1 6 " + what + failing.path(), "1 3 " + what + failing.path() + " failed (status 2)");
    assertEquals(bad, log().subList(since + 2, log().size()));
  }

  @ParameterizedTest
  @EnumSource
  void checksAreSkippedOnDemand(Mode mode) {
    World world = Who.world(mode + "-unchecked");
    Toplevel next =
        world.with(world.command().check("no", "echo not this; false")).build(who.box());
    SwitchRun run = SwitchRun.of(next).with("NIXOS_NO_CHECK", "1");
    for (String action : List.of("check", "dry-activate", "boot", "switch")) {
      String text = run.exits(0, mode, action);
      assertFalse(text.contains("not this"), text);
    }
    assertEquals(mode + "-unchecked", who.runs());
    String text = SwitchRun.of(next).with("NIXOS_NO_CHECK", "yes").exits(1, mode, "test");
    assertTrue(text.contains("not this"), text);
  }

  @ParameterizedTest
  @EnumSource
  void targetsAreListedOnDemand(Mode mode) {
    Pattern shown =
        Pattern.compile(
            "(?m)^(would start|starting) the following units: (.*, )?local-fs\\.target");
    for (String action : List.of("dry-activate", "test")) {
      SwitchRun few = SwitchRun.of(Who.world(mode + action).build(who.box()));
      String text = few.exits(0, mode, action);
      assertFalse(shown.matcher(text).find(), text);
      SwitchRun all = SwitchRun.of(Who.world(mode + action + "-all").build(who.box()));
      text = all.with("STC_DISPLAY_ALL_UNITS", "1").exits(0, mode, action);
      assertTrue(shown.matcher(text).find(), text);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCalledKnowsTheCallersEnvironmentAndTheAction(Mode mode) {
    World world =
        Who.world(mode + "-environment")
            .executable("loader", "echo \"loader knows $CALLER of $NIXOS_ACTION\"");
    World next =
        world
            .with(world.scripts().alsoDry("echo \"script knows $CALLER of $NIXOS_ACTION\""))
            .with(
                Who.setting("INSTALL_BOOTLOADER=@{loader}")
                    .check("says", "echo \"check knows $CALLER of $NIXOS_ACTION\""));
    SwitchRun run = SwitchRun.of(next.build(who.box())).with("CALLER", "me");
    for (String action : ACTIONS) {
      String text = run.exits(0, mode, action);
      boolean isLoaded = action.equals("boot") || action.equals("switch");
      boolean isScripted = !action.equals("boot") && !action.equals("check");
      String knows = " knows me of " + action + "\n";
      assertTrue(text.contains("check" + knows), text);
      assertEquals(isLoaded, text.contains("loader" + knows), text);
      assertEquals(isScripted, text.contains("script" + knows), text);
    }
  }
}
