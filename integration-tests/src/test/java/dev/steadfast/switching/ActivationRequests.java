package dev.steadfast.switching;

import static dev.steadfast.switching.Group.BASE;
import static dev.steadfast.switching.Group.MULTI_USER;
import static dev.steadfast.switching.Unit.T0;

import dev.steadfast.box.World;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Restarts and reloads that the activation script asks for. */
final class ActivationRequests {
  private static final String BOTH = "reload-triggers-and-restart";
  private static final String BY_SCRIPT = "reload-triggers-and-restart-by-as";
  private static final String TRIGGERS = "reload-triggers";
  private static final List<String> RESTARTED =
      List.of(
          "simple-service",
          "simple-restart-service",
          "simple-reload-service",
          "no-restart-service",
          BY_SCRIPT);
  private static final List<String> RELOADED = List.of(TRIGGERS, BY_SCRIPT, BOTH);

  private ActivationRequests() {}

  static Group group() {
    String units =
        Stream.of(RESTARTED, List.of(TRIGGERS, BOTH))
            .flatMap(List::stream)
            .map(ActivationRequests::withSlice)
            .collect(Collectors.joining(", "));
    String again =
        "R %s; X %s"
            .formatted(
                names(TRIGGERS, BOTH, "simple-reload-service"),
                names(BY_SCRIPT, "simple-restart-service", "simple-service"));
    String modified =
        "R %s; X %s"
            .formatted(
                names(TRIGGERS, "simple-reload-service"),
                names(BOTH, BY_SCRIPT, "simple-restart-service", "simple-service"));
    World skipped =
        BASE.unit("test.service", T0.with("X-RestartIfChanged=false").text(), MULTI_USER);
    return Group.of(
        "activation requests",
        List.of(
            Row.step("a service that is never restarted", skipped),
            Row.of("F1", "inactive units are started", requesting(""))
                .prints(
                    "S test.service; A %s; N %s"
                        .formatted(names(RESTARTED.toArray(String[]::new)), units))
                .dryPrints("S test.service; A " + names(RESTARTED.toArray(String[]::new))),
            Row.of("F2", "active ones by their flags", requesting(""))
                .prints(again)
                .dryPrints(again),
            Row.of("F3", "a change over a request", requesting("X-Modified=test\n"))
                .prints(modified)
                .dryPrints(modified),
            Row.of("F4", "a dry run back", requesting(""))
                .running("dry-activate")
                .shows(would("reload", TRIGGERS, "simple-reload-service"))
                .shows(
                    would("restart", BOTH, BY_SCRIPT, "simple-restart-service", "simple-service"))
                .hides("^would (stop|NOT stop|start) ")
                .showingNormally(
                    would("reload", BOTH, TRIGGERS, "simple-reload-service"),
                    would("restart", BY_SCRIPT, "simple-restart-service", "simple-service"))));
  }

  /** The service and its templated twin's instance, each name; sorted as they are printed. */
  private static String names(String... services) {
    return Stream.of(services)
        .flatMap(ActivationRequests::pair)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Stream<String> pair(String service) {
    return Stream.of(service + ".service", "templated-" + service + "@instance.service");
  }

  private static String withSlice(String service) {
    String slice = "system-templated\\x2d" + service.replace("-", "\\x2d") + ".slice";
    return names(service) + ", " + slice;
  }

  private static String would(String verb, String... services) {
    return "^would " + verb + " the following units: " + names(services).replace(".", "\\.") + "$";
  }

  /**
   * The system whose activation asks for restarts and reloads.
   *
   * @param modification one more line of the service that is asked to be reloaded
   */
  private static World requesting(String modification) {
    World world = BASE;
    world = both(world, "simple-service", "", "");
    world = both(world, "simple-restart-service", "X-StopIfChanged=false\n", "");
    world = both(world, "simple-reload-service", "X-ReloadIfChanged=true\n", "");
    world = both(world, "no-restart-service", "X-RestartIfChanged=false\n", "");
    world = both(world, TRIGGERS, "", "");
    world = both(world, BY_SCRIPT, "", "");
    world = both(world, BOTH, "", "X-StopIfChanged=false\n" + modification);
    for (String wanted : List.of(TRIGGERS, BOTH)) {
      for (String unit : pair(wanted).toList()) {
        world = world.link(MULTI_USER + ".wants/" + unit, "../" + unit);
      }
    }
    return world.with(world.scripts().alsoDry(script()));
  }

  /**
   * A service and its templated twin.
   *
   * @param lines of the service and of the template
   * @param ofInstance lines of the service, and of the instance's drop-in in place of the template
   */
  private static World both(World world, String name, String lines, String ofInstance) {
    String text = T0.unwanted().text() + lines;
    String template = "templated-" + name + "@.service";
    return world
        .unit(name + ".service", text + ofInstance)
        .unit(template, text)
        .dropIn("templated-" + name + "@instance.service", "[Unit]\n\n[Service]\n" + ofInstance);
  }

  private static String script() {
    return """
    list=/run/nixos/activation
    if [ "$NIXOS_ACTION" = dry-activate ]; then list=/run/nixos/dry-activation; fi
    printf '%s\\n' REQUESTED_RESTARTS >> $list-restart-list
    printf '%s\\n' REQUESTED_RELOADS >> $list-reload-list
    """
        .replace("REQUESTED_RESTARTS", words(RESTARTED))
        .replace("REQUESTED_RELOADS", words(RELOADED));
  }

  private static String words(List<String> services) {
    return names(services.toArray(String[]::new)).replace(", ", " ");
  }
}
