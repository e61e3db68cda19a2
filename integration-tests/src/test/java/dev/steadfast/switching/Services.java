package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static dev.steadfast.switching.Group.MULTI_USER;
import static dev.steadfast.switching.Unit.T0;

import dev.steadfast.box.Scripts;
import dev.steadfast.box.World;
import java.util.List;
import java.util.stream.Stream;

/** Changed, new and removed services, and the flags of NixOS that say what is done then. */
final class Services {
  private static final String TEST = "test.service";
  private static final String DASH = "escaped\\x2ddash.service";
  private static final String STOP_START = "S test.service; A test.service";
  private static final String BOOT_LOADER = "^Warning: do not know how to make this";
  private static final World T0_SYSTEM = test(T0);
  private static final Unit REQUIRED = T0;
  private static final Unit REQUIRING = T0.unit("Requires=required-service.service");

  private Services() {}

  static Group group() {
    return Group.of(
        "services",
        Stream.of(flags(), names(), requirements(), instances()).flatMap(List::stream).toList());
  }

  private static World test(Unit unit) {
    return BASE.unit(TEST, unit.text(), MULTI_USER);
  }

  private static List<Row> flags() {
    World skipped = test(T0.with("X-RestartIfChanged=false"));
    return List.of(
        Row.of("C1", "the same system again", BASE),
        Row.of("C2", "a new service", T0_SYSTEM)
            .prints("N test.service")
            .hides(BOOT_LOADER)
            .after("systemctl is-active test.service", "^active$"),
        Row.of("C3", "the same system again", T0_SYSTEM),
        Row.of("C4", "a description", test(T0.unit("Description=Test unit"))),
        Row.of("C5", "a setting", test(T0.with("X-Test=true")))
            .prints(STOP_START)
            .dryPrints(STOP_START),
        Row.of("C6", "restart in one step", test(T0.with("X-StopIfChanged=false")))
            .prints("X test.service")
            .dryPrints("X test.service"),
        Row.of("C7", "reload", test(T0.with("X-ReloadIfChanged=true")))
            .prints("R test.service")
            .dryPrints("R test.service"),
        Row.of("C8", "nothing at all", skipped)
            .prints("K test.service")
            .dryPrints("K test.service"),
        Row.of("C9", "a dry run only", T0_SYSTEM)
            .running("dry-activate")
            .shows("^would stop the following units: test\\.service$")
            .shows("^would start the following units: test\\.service$")
            .showingNormally("^would activate the configuration\\.\\.\\.$"),
        Row.of("C10", "no service any more", BASE).prints("*").dryPrints("S test.service"),
        Row.of(
                "C11",
                "scripts in a package of their own",
                T0_SYSTEM.with(T0_SYSTEM.scripts().placed(Scripts.Placement.SEPARATE)))
            .prints("N test.service")
            .hides(BOOT_LOADER)
            .after("ls /run/current-system/", "^init-interface-version$")
            .after("ls /run/current-system/ | grep -cx 'activate\\|dry-activate\\|bin'", "^0$"));
  }

  private static List<Row> names() {
    World comments =
        BASE.unit(
            TEST,
            "[Service]\nExecStart=/bin/true \\\n# ignored\n; ignored\nblah blah\n",
            MULTI_USER);
    Unit minus = T0.without("ExecReload");
    return List.of(
        Row.of("C12", "comments within a line", comments)
            .prints("S ?; A ~test.service")
            .dryPrints(STOP_START),
        Row.of("C13", "a name with an escape", BASE.unit(DASH, T0.text(), MULTI_USER))
            .prints("S ?; N " + DASH)
            .dryPrints("*"),
        Row.of(
                "C14",
                "and a setting of it",
                BASE.unit(DASH, T0.with("X-Test=test").text(), MULTI_USER))
            .prints("S %s; A %s".formatted(DASH, DASH))
            .dryPrints("S %s; A %s".formatted(DASH, DASH)),
        Row.of("C15", "a name that is a dash", BASE.unit("-.service", minus.text(), MULTI_USER))
            .prints("S %s; N -.service".formatted(DASH))
            .dryPrints("S " + DASH),
        Row.of(
                "C16",
                "and a reload of it",
                BASE.unit("-.service", T0.with("X-ReloadIfChanged=true").text(), MULTI_USER))
            .prints("R ~-.service")
            .dryPrints("R -.service"));
  }

  private static List<Row> requirements() {
    String bounced = "S required-service.service; A required-service.service";
    return List.of(
        Row.of("C17", "two services, one of which requires the other", two(REQUIRED, REQUIRING))
            .prints("S -.service; N required-service.service, test-service.service")
            .dryPrints("S -.service"),
        Row.of(
                "C18",
                "a stop takes along what was to be reloaded",
                two(REQUIRED.with("X-Test=test"), REQUIRING.unit("X-Reload-Triggers=@{trigger}")))
            .prints("S required-service.service; A required-service.service, test-service.service")
            .dryPrints(bounced + "; R test-service.service"),
        Row.of(
                "C19",
                "a trigger that is gone reloads nothing",
                two(REQUIRED, REQUIRING.unit("RefuseManualStart=true")))
            .prints(bounced)
            .dryPrints(bounced)
            .after("systemctl is-active test-service.service", "^active$"));
  }

  private static World two(Unit required, Unit requiring) {
    return BASE.file("trigger", "one\n")
        .unit("required-service.service", required.text(), MULTI_USER)
        .unit("test-service.service", requiring.text(), MULTI_USER);
  }

  private static List<Row> instances() {
    String both = "instantiated@one.service, instantiated@two.service";
    return List.of(
        Row.of("C20", "two instances", instantiated(T0)).prints("*").dryPrints("*"),
        Row.of("C21", "a setting of their template", instantiated(T0.with("X-Test=test")))
            .prints("S %s; A %s".formatted(both, both))
            .dryPrints("S %s; A %s".formatted(both, both)));
  }

  private static World instantiated(Unit template) {
    World world = BASE.unit("instantiated@.service", template.unwanted().text());
    for (String name : List.of("instantiated@one.service", "instantiated@two.service")) {
      world = instance(world, name, "[Unit]\n\n[Service]\n");
    }
    return world;
  }

  /** An instance as NixOS declares one: drop-ins, and a link in the wants of the target. */
  static World instance(World world, String name, String dropIn) {
    return world.dropIn(name, dropIn).link(MULTI_USER + ".wants/" + name, "../" + name);
  }
}
