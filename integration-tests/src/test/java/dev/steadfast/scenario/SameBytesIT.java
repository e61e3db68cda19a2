package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Result;
import dev.steadfast.box.Toplevel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The same systems give the same plan, byte for byte: in another run, whose hash tables iterate in
 * another order, and from directories that list their entries in another order.
 */
class SameBytesIT {
  /** Arguments: options of sort, an empty directory, store paths. */
  private static final String COPY =
      """
      order=$1 into=$2; shift 2
      mkdir "$into"
      find "$@" | sort $order > "$into.list"
      tar -cPf - --no-recursion -T "$into.list" | tar -xf - -C "$into"
      ls -U "$(dirname "$(find "$into" -name default.target | sort | head -n 1)")"
      """;

  @Test
  void planOfTheSameSystems() {
    try (Box box = Box.boot(BoxOptions.named("same-bytes"))) {
      PostgresWorld world = PostgresWorld.nixosDefault();
      Toplevel old = world.install(box);
      Toplevel next = edited(world).build(box);
      String forwards = copy(box, "", "/root/forwards", old, next);
      String backwards = copy(box, "-r", "/root/backwards", old, next);
      assertNotEquals(forwards, backwards, "the order of the entries");
      for (String format : List.of("text", "json")) {
        List<String> ask = List.of("--old", old.path(), "--next", next.path(), "--format", format);
        String offline = plan(box, ask, "--offline", "--root", "/root/forwards");
        assertTrue(offline.contains("postgresql.service"), offline);
        assertEquals(offline, plan(box, ask, "--offline", "--root", "/root/forwards"));
        assertEquals(offline, plan(box, ask, "--offline", "--root", "/root/backwards"));
        assertEquals(offline, plan(box, ask, "--offline"));
        assertEquals(plan(box, ask), plan(box, ask));
      }
    }
  }

  private static PostgresWorld edited(PostgresWorld world) {
    PostgresWorld edited = world.allow("host all guest 127.0.0.1/32 trust");
    for (String key : List.of("work_mem", "maintenance_work_mem", "temp_buffers")) {
      edited = edited.set(key, "9MB");
    }
    return edited.and(
        other ->
            other
                .withText("sleeper.conf", "duration = 1\n")
                .without("tidy.timer")
                .unit("new.service", other.text("tidy.service"), "multi-user.target"));
  }

  /** The closures of both below a directory, and in which order it lists their units. */
  private static String copy(Box box, String order, String into, Toplevel... toplevels) {
    List<String> argv = new ArrayList<>(List.of("bash", "-euc", COPY, "copy", order, into));
    for (Toplevel toplevel : toplevels) {
      argv.add(toplevel.path());
    }
    for (Toplevel toplevel : toplevels) {
      toplevel.closure().stream().filter(path -> !argv.contains(path)).forEach(argv::add);
    }
    return box.run(Command.of(argv), Box.SOON).orThrow().out();
  }

  private static String plan(Box box, List<String> ask, String... options) {
    List<String> arguments = new ArrayList<>(List.of("plan"));
    arguments.addAll(ask);
    arguments.addAll(List.of(options));
    Result result = Steadfast.run(box, arguments.toArray(String[]::new));
    assertEquals(0, result.exit(), result::err);
    return result.out();
  }
}
