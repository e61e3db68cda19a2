package dev.steadfast.switching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.steadfast.box.Command;
import dev.steadfast.box.Result;
import dev.steadfast.box.RunningCommand;
import dev.steadfast.box.Toplevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of a toplevel's {@code bin/switch-to-configuration} from an environment that has nothing
 * but what is named. Both outputs come together on standard output.
 *
 * @param variables {@code NAME=VALUE}
 */
record SwitchRun(Toplevel next, List<String> variables) {
  private static final Duration SWITCH = Duration.ofMinutes(3);

  SwitchRun {
    variables = List.copyOf(variables);
  }

  static SwitchRun of(Toplevel next) {
    return new SwitchRun(next, List.of());
  }

  SwitchRun with(String name, String value) {
    List<String> more = new ArrayList<>(variables);
    more.add(name + "=" + value);
    return new SwitchRun(next, more);
  }

  /** Whatever its exit code. */
  Result run(String... arguments) {
    return next.box().run(command(arguments), SWITCH);
  }

  /** It must end with an exit code; what it printed. */
  String exits(int code, String... arguments) {
    Result result = run(arguments);
    assertEquals(code, result.exit(), result::out);
    return result.out();
  }

  /** An action with the decisions of a mode. */
  String exits(int code, Mode mode, String action) {
    List<String> words = new ArrayList<>(List.of(action));
    words.addAll(mode.options());
    return exits(code, words.toArray(String[]::new));
  }

  RunningCommand start(String... arguments) {
    return next.box().start(command(arguments));
  }

  private Command command(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("bash", "-c", "exec \"$@\" 2>&1", "both"));
    argv.addAll(List.of("env", "-i"));
    argv.addAll(variables);
    argv.addAll(next.switchCommand(arguments).argv());
    return Command.of(argv);
  }
}
