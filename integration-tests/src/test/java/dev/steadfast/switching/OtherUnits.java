package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static dev.steadfast.switching.Group.MULTI_USER;

import dev.steadfast.box.NixosMachine;
import dev.steadfast.box.World;
import java.util.List;
import java.util.stream.Stream;

/** Mounts, timers, targets, paths, slices, the bus daemon, and units that a generator makes. */
final class OtherUnits {
  private static final String MOUNTED = "grep ' /testmount ' /proc/mounts";
  private static final World DATE = timer("Fri 2012-11-23 16:00:00");

  private OtherUnits() {}

  static Group group() {
    return Group.of(
        "other units",
        Stream.of(mounts(), timers(), targets(), paths(), slices(), bus(), generated())
            .flatMap(List::stream)
            .toList());
  }

  private static List<Row> mounts() {
    return List.of(
        Row.of("H1", "a mount unit", mount("tmpfs", "size=1M"))
            .prints("*")
            .after(MOUNTED, "^tmpfs.*size=1024k"),
        Row.of("H2", "it was stopped by hand", mount("tmpfs", "size=1M"))
            .before("systemctl stop testmount.mount")
            .prints("N testmount.mount"),
        Row.of("H3", "other options", mount("tmpfs", "size=10M"))
            .normallyBefore("systemctl start local-fs.target testmount.mount")
            .prints("R testmount.mount")
            .dryPrints("R testmount.mount")
            .after(MOUNTED, "^tmpfs.*size=10240k"),
        Row.of("H4", "another file system", mount("ramfs", "size=10M"))
            .prints("X testmount.mount")
            .dryPrints("X testmount.mount")
            .after(MOUNTED, "^ramfs"));
  }

  private static World mount(String type, String options) {
    Unit unit =
        Unit.of("Mount")
            .with("Options=" + options)
            .with("Type=" + type)
            .with("What=" + type)
            .with("Where=/testmount");
    return BASE.unit("testmount.mount", unit.text(), "local-fs.target");
  }

  private static List<Row> timers() {
    String shown = "TZ=UTC systemctl show -p TimersCalendar test-timer.timer";
    return List.of(
        Row.of("I1", "a timer", timer("@1395716396"))
            .prints("*")
            .dryPrints("*")
            .after(shown, "2014-03-25 02:59:56 UTC"),
        Row.of("I2", "another time", DATE)
            .prints("X test-timer.timer")
            .dryPrints("X test-timer.timer")
            .after(shown, "Fri 2012-11-23 16:00:00"));
  }

  private static World timer(String calendar) {
    return BASE.unit("test-timer.timer", "[Timer]\nOnCalendar=" + calendar + "\n", "timers.target")
        .unit("test-timer.service", "[Service]\nExecStart=/bin/true\nType=oneshot\n");
  }

  private static List<Row> targets() {
    World sleeping = BASE.dropIn("hybrid-sleep.target", "[Unit]\nX-Test=true\n");
    String active = "systemctl is-active test-service.service";
    return List.of(
        Row.of("J1", "no timer any more, and another inactive target", sleeping)
            .prints("S test-timer.timer")
            .dryPrints("S test-timer.timer"),
        Row.of("J2", "a target", target("")).prints("N test-target.target"),
        Row.of("J3", "a setting of it", target("X-Test=true\n"))
            .before("systemctl start test-service.service")
            .after(active, "^active$"),
        Row.of(
                "J4",
                "it is stopped with what binds to it",
                target("X-StopOnReconfiguration=true\n"))
            .after(active, "^inactive$")
            .after("systemctl is-active test-target.target", "^active$"),
        Row.of("J5", "no target any more, and a timer", DATE)
            .prints("S test-target.target; N test-timer.timer")
            .dryPrints("S test-target.target"));
  }

  private static World target(String line) {
    return BASE.unit("test-target.target", "[Unit]\n" + line, MULTI_USER)
        .unit(
            "test-service.service",
            "[Unit]\nBindsTo=test-target.target\n\n[Service]\nExecStart=/bin/sleep infinity\n");
  }

  private static List<Row> paths() {
    return List.of(
        Row.of("K1", "a path", path("/testpath"))
            .prints("S test-timer.timer; N test-watch.path")
            .dryPrints("S test-timer.timer")
            .after(touchingStarts("/testpath"), "^/testpath-modified$"),
        Row.of("K2", "another path", path("/testpath2"))
            .before("rm /testpath /testpath-modified; systemctl stop test-watch.service")
            .prints("*")
            .after("touch /testpath; systemctl is-active test-watch.service", "^inactive$")
            .after(touchingStarts("/testpath2"), "^/testpath-modified$"));
  }

  /** Ends when the path unit has started its service; the journal of that one is new by then. */
  private static String touchingStarts(String path) {
    return "cursor=$(journalctl -n 0 --show-cursor | sed -n 's/^-- cursor: //p'); touch "
        + path
        + "; timeout 20 journalctl -f -u test-watch.service --after-cursor=\"$cursor\" | grep -qm1"
        + " Finished; ls /testpath-modified";
  }

  private static World path(String watched) {
    return BASE.unit("test-watch.path", "[Path]\nPathExists=" + watched + "\n", "paths.target")
        .unit(
            "test-watch.service",
            """
            [Service]
            ExecStart=/usr/bin/touch /testpath-modified
            RemainAfterExit=true
            Type=oneshot
            """);
  }

  private static List<Row> slices() {
    String limit = "systemctl show -P MemoryMax testslice.slice";
    return List.of(
        Row.of("L1", "a slice with a limit", slice("MemoryMax=1\n"))
            .prints("S ?")
            .dryPrints("*")
            .after("systemctl start testservice.service; " + limit, "^1$")
            .after("systemctl stop testservice.service", ""),
        Row.of("L2", "without a limit", slice(""))
            .after("systemctl start testservice.service; " + limit, "^infinity$")
            .after("systemctl is-active testservice.service", "^active$"));
  }

  private static World slice(String line) {
    return BASE.unit("testslice.slice", "[Slice]\n" + line)
        .unit(
            "testservice.service",
            """
            [Service]
            ExecStart=/bin/true
            RemainAfterExit=true
            Slice=testslice.slice
            Type=oneshot
            """);
  }

  private static List<Row> bus() {
    return List.of(
        Row.step("nothing of all that", BASE),
        Row.of(
                "M1",
                "one more restart trigger of the bus daemon",
                NixosMachine.busTriggeredBy(BASE, "more"))
            .prints("R " + NixosMachine.BUS)
            .dryPrints("R " + NixosMachine.BUS));
  }

  private static List<Row> generated() {
    String unit = "simple-generated.service";
    World generating =
        BASE.executable(
                "simple-generator",
                "printf '[Service]\\nExecStart=/bin/sleep infinity\\n' > \"$1/%s\"\n"
                    .formatted(unit))
            .etc("systemd/system-generators/simple-generator", "@{simple-generator}");
    return List.of(
        Row.step("a generator", generating),
        Row.of("N1", "a unit whose generator is gone", BASE)
            .before("systemctl start " + unit)
            .after("systemctl is-active " + unit, "^active$"));
  }
}
