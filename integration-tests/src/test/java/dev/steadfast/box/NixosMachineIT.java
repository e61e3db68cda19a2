package dev.steadfast.box;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.BoxOptions.Extra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The system that switches are tried on behaves as a booted NixOS does, before any engine. */
class NixosMachineIT {
  private static final String ONESHOT =
      "[Service]\nType=oneshot\nRemainAfterExit=true\nExecStart=/bin/true\n";

  /** Activates it and starts what the active targets want, by the targets alone. */
  private static void moveTo(Box box, World world) {
    world.build(box).activate();
    box.systemctl("daemon-reload").orThrow();
    List<String> start = new ArrayList<>(List.of("start"));
    box.systemctl("list-units", "--type=target", "--state=active", "--plain", "--no-legend")
        .orThrow()
        .out()
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .filter(target -> box.property(target, "RefuseManualStart").equals("no"))
        .forEach(start::add);
    box.systemctl(start.toArray(String[]::new)).orThrow();
  }

  @Test
  void itsTargetsAreReachedAndPullInWhatTheyWant() {
    try (Box box = Box.boot(BoxOptions.named("machine"))) {
      NixosMachine.world().build(box).install();
      assertEquals("running", box.systemctl("is-system-running").line());
      for (String target :
          List.of(
              "basic",
              "local-fs",
              "multi-user",
              "paths",
              "remote-fs",
              "slices",
              "sockets",
              "swap",
              "sysinit",
              "timers")) {
        assertEquals("active", box.property(target + ".target", "ActiveState"), target);
        assertEquals(
            "/etc/systemd/system/" + target + ".target",
            box.property(target + ".target", "FragmentPath"));
      }
      World more =
          NixosMachine.world()
              .unit("one.service", ONESHOT, "multi-user.target")
              .unit("two.service", ONESHOT, "sysinit.target")
              .unit("three.socket", "[Socket]\nListenStream=/run/three\n", "sockets.target")
              .unit("three.service", ONESHOT);
      moveTo(box, more);
      for (String unit : List.of("one.service", "two.service", "three.socket")) {
        assertEquals("active", box.property(unit, "ActiveState"), unit);
      }
    }
  }

  @Test
  void theBusDaemonIsAUnitOfItsOwnAndCanBeReloaded() {
    try (Box box = Box.boot(BoxOptions.named("machine-bus"))) {
      NixosMachine.world().build(box).install();
      assertEquals(
          "/etc/systemd/system/dbus.service", box.property(NixosMachine.BUS, "FragmentPath"));
      String pid = box.property(NixosMachine.BUS, "MainPID");
      box.systemctl("reload", NixosMachine.BUS).orThrow();
      assertEquals(pid, box.property(NixosMachine.BUS, "MainPID"));
      box.systemctl("start", "sysinit-reactivation.target").orThrow();
      assertEquals("active", box.property("systemd-tmpfiles-resetup.service", "ActiveState"));
    }
  }

  @Test
  void mountsAndAutomountsComeFromFstab() {
    try (Box box = Box.boot(BoxOptions.named("machine-fstab").with(Extra.FSTAB))) {
      NixosMachine.world().build(box).install();
      String fstab =
          """
          box / overlay defaults
          tmpfs /test tmpfs size=1M
          tmpfs /testauto tmpfs x-systemd.automount
          """;
      World next = NixosMachine.world().file("fstab", fstab).etc("fstab", "@{fstab}");
      moveTo(box, next);
      assertAll(
          () -> assertEquals("active", box.property("test.mount", "ActiveState")),
          () ->
              assertEquals(
                  "/run/systemd/generator/test.mount", box.property("test.mount", "FragmentPath")),
          () -> assertEquals("active", box.property("testauto.automount", "ActiveState")),
          () -> assertEquals("", box.systemctl("--failed", "--plain", "--no-legend").out()));
      box.run("ls", "/testauto").orThrow();
      assertEquals("active", box.property("testauto.mount", "ActiveState"));
      moveTo(box, next.withText("fstab", fstab.replace("size=1M", "size=2M")));
      box.systemctl("reload", "test.mount").orThrow();
      assertTrue(box.read("/proc/mounts").contains("size=2048k"), box.read("/proc/mounts"));
    }
  }

  @Test
  void aSwapFileIsUsedAndGivenBackByTheEndOfTheBox() throws IOException {
    String before = Files.readString(Path.of("/proc/swaps"));
    try (Box box = Box.boot(BoxOptions.named("machine-swap").with(Extra.SWAP))) {
      box.run("swapon", "/swapfile").orThrow();
      assertTrue(box.read("/proc/swaps").contains("/swapfile "), box.read("/proc/swaps"));
      box.run("swapoff", "/swapfile").orThrow();
      box.run("swapon", "/swapfile").orThrow();
    }
    assertEquals(before, Files.readString(Path.of("/proc/swaps")));
  }

  @Test
  void aUserWhoLingersHasAManagerAndABus() {
    try (Box box = Box.boot(BoxOptions.named("machine-user").with(Extra.USER))) {
      assertEquals("active", box.property("user@1001.service", "ActiveState"));
      World world = NixosMachine.world();
      NixosMachine.userActivating(world, "echo \"$USER\" > /home/usertest/activated")
          .userUnit("mine.service", ONESHOT, "default.target")
          .build(box)
          .install();
      assertEquals("running", box.systemctl("is-system-running").line());
      assertTrue(box.run("loginctl", "list-users").out().contains("1001 usertest"));
      user(box, "daemon-reload");
      user(box, "start", "default.target");
      assertEquals("active\nactive", user(box, "is-active", NixosMachine.USER_ACTIVATION, "mine"));
      assertEquals("usertest\n", box.read("/home/usertest/activated"));
      assertEquals(0, box.run("test", "-S", "/run/user/1001/bus").exit());
    }
  }

  private static String user(Box box, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("systemctl", "--user"));
    argv.addAll(List.of(arguments));
    Command command = Command.of(argv).as("usertest").with("XDG_RUNTIME_DIR", "/run/user/1001");
    return box.run(command, Box.SOON).orThrow().line();
  }
}
