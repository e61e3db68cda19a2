package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.box.Box;
import dev.steadfast.box.Command;
import dev.steadfast.box.Result;
import dev.steadfast.box.Toplevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the engine inside a box, as an operator would. */
final class Steadfast {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final String MAIN = "dev.steadfast.cli.Main";

  private Steadfast() {}

  /** Runs one command line, whatever its exit code. */
  static Result run(Box box, String... arguments) {
    return box.run(Command.ofJava(MAIN, List.of(arguments)), DEADLINE);
  }

  /** {@code switch} to a toplevel, with more options, whatever its exit code. */
  static Result switchTo(Toplevel next, String... options) {
    List<String> arguments = new ArrayList<>(List.of("switch", "--toplevel", next.path()));
    arguments.addAll(List.of(options));
    return next.box().run(Command.ofJava(MAIN, arguments), DEADLINE);
  }

  /** {@code switch} that must end with an exit code; its text. */
  static String switchTo(int exit, Toplevel next, String... options) {
    Result result = switchTo(next, options);
    assertEquals(exit, result.exit(), () -> result.out() + result.err());
    return result.err();
  }

  /** The exit code of {@code plan --exit-code} from the system that is current. */
  static int planExit(Toplevel next) {
    return run(
            next.box(),
            "plan",
            "--old",
            "/run/current-system",
            "--next",
            next.path(),
            "--exit-code")
        .exit();
  }
}
