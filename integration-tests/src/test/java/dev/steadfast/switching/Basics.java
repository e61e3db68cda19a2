package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;

import dev.steadfast.box.NixosMachine;
import dev.steadfast.box.SwitchCommand;
import dev.steadfast.box.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Actions, checks, inhibitors, the boot loader, the manager's own binary and configuration. */
final class Basics {
  private static final String LOCK = "/run/nixos/switch-to-configuration.lock";
  private static final String ACTIVATING = "^activating the configuration\\.\\.\\.$";
  private static final String BOOT_LOADER = "^Warning: do not know how to make this";
  private static final String CRITICAL =
      "^There are changes to critical components of the system:$";

  private Basics() {}

  static Group group() {
    return Group.of(
        "basics",
        Stream.of(checks(), inhibitors(), actions(), manager()).flatMap(List::stream).toList());
  }

  private static List<Row> checks() {
    World rightArguments =
        checking("arguments", "echo \"action is $2\"\n[ \"$2\" = check ] || [ \"$2\" = test ]");
    World failing = checking("fails", "echo this will fail\nfalse");
    World middle = checking("failsInTheMiddle", "echo before\nno-such-command\necho after");
    World other = BASE.file("other", "other\n").etc("other", "@{other}");
    return List.of(
        Row.of("A1", "the running system again, from an empty environment", BASE),
        Row.of("A2", "it is NixOS by its os-release too", other).before("rm /etc/NIXOS"),
        Row.of("A3", "a check knows the action", rightArguments)
            .running("check")
            .shows("^action is check$"),
        Row.of("A4", "a check that fails", failing)
            .running("check")
            .fails()
            .shows("^this will fail$"),
        Row.of("A5", "a check ends at its first error", middle)
            .running("check")
            .fails()
            .shows("^before$")
            .shows("Pre-switch check 'failsInTheMiddle' failed")
            .hides("^after$"));
  }

  private static World checking(String name, String body) {
    return BASE.with(BASE.command().check(name, body));
  }

  private static List<Row> inhibitors() {
    World two = inhibiting(Map.of("foo", "bar", "quz", "bor"));
    World others = inhibiting(Map.of("foo", "baz", "quz", "boz"));
    return List.of(
        Row.of("A6", "no inhibitors", BASE).running("switch"),
        Row.of("A7", "inhibitors that only one side has", two).running("switch"),
        Row.of("A8", "another value of an inhibitor", others)
            .running("switch")
            .fails()
            .shows(CRITICAL)
            .shows("^foo : bar -> baz$")
            .hides(ACTIVATING),
        Row.of("A9", "which a boot may have", others).running("boot").hides(CRITICAL),
        Row.of("A10", "and a dry run", others)
            .running("dry-activate")
            .shows("^Not checking switch inhibitors"),
        Row.of("A11", "the same value", inhibiting(Map.of("foo", "bar", "qux", "baz")))
            .running("switch"),
        Row.of("A12", "no inhibitors any more", BASE).running("switch"));
  }

  private static World inhibiting(Map<String, String> inhibitors) {
    return BASE.with(BASE.command().withInhibitors(new TreeMap<>(inhibitors)));
  }

  private static List<Row> actions() {
    String calls = "wc -l < " + SwitchCommand.BOOT_LOADER_CALLS;
    return List.of(
        Row.of("A13", "boot installs the boot loader only", BASE)
            .before("rm -f " + SwitchCommand.BOOT_LOADER_CALLS)
            .running("boot")
            .shows(BOOT_LOADER)
            .hides(ACTIVATING)
            .after(calls, "^1$"),
        Row.of("A14", "switch does both", BASE)
            .running("switch")
            .shows(BOOT_LOADER)
            .shows(ACTIVATING)
            .after(calls, "^2$"),
        Row.of("A15", "an unknown action", BASE).running("broken-action").fails().hides(ACTIVATING),
        Row.of("A15", "no action", BASE).running().fails().shows("^Usage: ").hides(ACTIVATING),
        Row.of("A16", "another init", BASE.with(BASE.command().withInitInterface("systemd 0")))
            .running("test")
            .exits(100)
            .shows("incompatible")
            .hides(ACTIVATING));
  }

  private static List<Row> manager() {
    World configured =
        BASE.withText("system.conf", "[Manager]\nDefaultEnvironment=XXX_SYSTEM=foo\n");
    return List.of(
        Row.of("A17", "another system.conf", configured)
            .shows("^restarting systemd\\.\\.\\.$")
            .after("systemd-run --quiet --pipe --wait /bin/sh -c env", "^XXX_SYSTEM=foo$"),
        Row.of("A18", "a unit that an earlier run was to start", configured)
            .before("echo " + NixosMachine.BUS + " > /run/nixos/start-list")
            .prints("A " + NixosMachine.BUS)
            .dryPrints("A " + NixosMachine.BUS)
            .hides("^restarting systemd\\.\\.\\.$")
            .after("ls /run/nixos/", "^((?!start-list).)*$"),
        Row.of("A19", "another run holds the lock", configured)
            .withoutDry()
            .under("flock", "--close", "--exclusive", LOCK, "timeout", "20")
            .fails()
            .hides(ACTIVATING));
  }
}
