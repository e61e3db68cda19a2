package dev.steadfast.cli;

import dev.steadfast.activate.EffectListener;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program: picks the command that the first argument names. */
public final class Main {
  /** Actions of NixOS's own program that callers may try; their answer is an action's, too. */
  private static final List<String> OTHER_ACTIONS = List.of("boot", "check");

  private final Output out;
  private final Output err;
  private final Map<String, String> environment;
  private final Pipeline pipeline;

  Main(Output out, Output err, Map<String, String> environment, Pipeline pipeline) {
    this.out = out;
    this.err = err;
    this.environment = environment;
    this.pipeline = pipeline;
  }

  public static void main(String[] args) {
    System.exit(ofSystem(EffectListener.NONE).run(args));
  }

  /**
   * The program on this system's streams and environment.
   *
   * @param listener is told of each effect before it happens
   */
  public static Main ofSystem(EffectListener listener) {
    Map<String, String> environment = System.getenv();
    Output out = output(System.out, "/proc/self/fd/1", environment);
    Output err = output(System.err, "/proc/self/fd/2", environment);
    return new Main(out, err, environment, new Engine(environment, listener));
  }

  private static Output output(
      PrintStream stream, String descriptor, Map<String, String> environment) {
    return new Output(stream, Output.look(Path.of(descriptor), stream.charset(), environment));
  }

  /** Runs one command and returns the program's exit code, see {@link ExitCode}. */
  public int run(String... args) {
    try {
      ExitCode code = dispatch(List.of(args));
      if (!out.stream().checkError()) {
        return code.number();
      }
      err.print("steadfast: error: standard output cannot be written\n");
    } catch (RuntimeException bug) {
      err.print(trace(bug));
    }
    return ExitCode.ERROR.number();
  }

  private ExitCode dispatch(List<String> args) {
    if (args.isEmpty()) {
      err.print(Help.text());
      return ExitCode.USAGE;
    }
    if (args.contains("--help")) {
      out.print(Help.text());
      return ExitCode.OK;
    }
    String command = args.getFirst();
    List<String> rest = args.subList(1, args.size());
    Optional<Action> action = Action.of(command);
    if (action.isPresent()) {
      return new ActivationCommand(err, environment, pipeline).run(action.get(), rest);
    }
    return switch (command) {
      case PlanCommand.NAME -> new PlanCommand(out, err, pipeline).run(rest);
      case ExplainCommand.NAME -> new ExplainCommand(out, err, pipeline).run(rest);
      case DiffCommand.NAME -> new DiffCommand(out, err, pipeline).run(rest);
      case PolicyCommand.NAME -> new PolicyCommand(out, err).run(rest);
      case "--version" -> {
        out.print(Help.version());
        yield ExitCode.OK;
      }
      default -> unknown(command);
    };
  }

  private ExitCode unknown(String command) {
    boolean isAction = OTHER_ACTIONS.contains(command);
    String problem = isAction ? "not an action of this version" : "no such command";
    err.print(List.of(CommandLines.misuse(command, problem)));
    return isAction ? ExitCode.ERROR : ExitCode.USAGE;
  }

  /** Where it happened. Not the message: it may quote a file's content. */
  private static String trace(RuntimeException bug) {
    StringBuilder text = new StringBuilder("steadfast: error: a bug in this program: ");
    text.append(bug.getClass().getName()).append('\n');
    for (StackTraceElement frame : bug.getStackTrace()) {
      text.append("    at ").append(frame).append('\n');
    }
    return text.toString();
  }
}
