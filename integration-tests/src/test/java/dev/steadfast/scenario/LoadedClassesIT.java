package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.Command;
import dev.steadfast.box.PostgresWorld;
import dev.steadfast.box.Result;
import dev.steadfast.box.Toplevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real switch starts without what only the authoring commands need. */
class LoadedClassesIT {
  private static final List<String> ONLY_FOR_AUTHORING =
      List.of(
          "picocli.",
          "com.fasterxml.jackson.databind.",
          "dev.steadfast.cli.Explain",
          "dev.steadfast.cli.UnitExplaining",
          "dev.steadfast.plan.Expla",
          "dev.steadfast.report.Expla");

  @Test
  void aSwitchThatReloadsLoadsNeitherPicocliNorDatabind() {
    try (Box box = Box.boot(BoxOptions.named("classes"))) {
      PostgresWorld world = PostgresWorld.nixosDefault();
      Toplevel old = world.install(box);
      Toplevel next = world.set("work_mem", "8MB").build(box);
      assertEquals(List.of(), loaded(box, "switch", "--toplevel", next.path()));
      List<String> control =
          loaded(box, "plan", "--offline", "--old", old.path(), "--next", next.path());
      assertTrue(
          control.stream().anyMatch(line -> line.contains("picocli.")),
          "the control group must be seen to load it: " + control);
    }
  }

  /** Lines of the class log that name what only the authoring commands need. */
  private static List<String> loaded(Box box, String... arguments) {
    String log = "/tmp/classes-" + arguments[0];
    Command command =
        Command.ofJava("dev.steadfast.cli.Main", List.of(arguments))
            .with("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log);
    Result result = box.run(command, Duration.ofMinutes(2));
    assertEquals(0, result.exit(), () -> result.out() + result.err());
    List<String> lines = box.read(log).lines().toList();
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("dev.steadfast.cli.Main ")),
        "the log is of the program itself");
    return lines.stream()
        .filter(line -> ONLY_FOR_AUTHORING.stream().anyMatch(line::contains))
        .toList();
  }
}
