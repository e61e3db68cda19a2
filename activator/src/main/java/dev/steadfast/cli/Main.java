package dev.steadfast.cli;

import dev.steadfast.activate.EffectListener;
import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program: picks the command that the first argument names. */
public final class Main {
  private final Output out;
  private final Output err;
  private final Pipeline pipeline;
  private final Equipment.Maker equipment;

  Main(Output out, Output err, Pipeline pipeline, Equipment.Maker equipment) {
    this.out = out;
    this.err = err;
    this.pipeline = pipeline;
    this.equipment = equipment;
  }

  public static void main(String[] args) {
    if (System.getenv().containsKey("STC_DEBUG")) {
      System.setProperty("org.slf4j.simpleLogger.log.dev.steadfast", "debug");
    }
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
    return new Main(
        out, err, new Engine(environment), new LiveEquipment(err, environment, listener));
  }

  private static Output output(
      PrintStream stream, String descriptor, Map<String, String> environment) {
    Path file = Path.of(descriptor);
    return new Output(
        stream,
        Output.look(file, CallersLocale.charset(environment, stream.charset()), environment),
        Output.isTerminal(file));
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
    boolean isByWrapper = equipment.called() == ActionLine.Called.BY_WRAPPER;
    List<String> words = actionFirst(args);
    Optional<Action> action = words.isEmpty() ? Optional.empty() : Action.of(words.getFirst());
    if (action.isPresent()) {
      return act(action.get(), words.subList(1, words.size()));
    }
    if (isByWrapper) {
      err.print(Help.usageOfActions());
      return ExitCode.ERROR;
    }
    if (args.isEmpty()) {
      err.print(Help.text());
      return ExitCode.USAGE;
    }
    return authoring(args);
  }

  /** The word that asks for the original's rules may come before the action. */
  private static List<String> actionFirst(List<String> args) {
    if (args.size() < 2 || !args.getFirst().equals(ActionLine.COMPAT)) {
      return args;
    }
    List<String> words = new ArrayList<>(args.subList(1, args.size()));
    words.add(ActionLine.COMPAT);
    return words;
  }

  private ExitCode act(Action action, List<String> rest) {
    boolean isByHand = equipment.called() == ActionLine.Called.BY_HAND;
    if (isByHand && rest.contains("--help")) {
      out.print(Help.text());
      return ExitCode.OK;
    }
    return switch (ActionLine.parse(action, rest, equipment.called())) {
      case Parsed.Rejected<ActionLine>(List<Diagnostic> problems) -> rejected(problems);
      case Parsed.Accepted<ActionLine>(ActionLine line, List<Diagnostic> warnings) ->
          switch (equipment.make(line)) {
            case Parsed.Rejected<Equipment>(List<Diagnostic> problems) -> rejected(problems);
            case Parsed.Accepted<Equipment>(Equipment all, List<Diagnostic> more) ->
                new ActivationCommand(err, all.host(), all.switcher(), action, all.request()).run();
          };
    };
  }

  private ExitCode rejected(List<Diagnostic> problems) {
    err.print(problems);
    return ExitCode.ERROR;
  }

  private ExitCode authoring(List<String> args) {
    if (args.contains("--help")) {
      out.print(Help.text());
      return ExitCode.OK;
    }
    List<String> rest = args.subList(1, args.size());
    return switch (args.getFirst()) {
      case PlanCommand.NAME -> new PlanCommand(out, err, pipeline).run(rest);
      case ExplainCommand.NAME -> new ExplainCommand(out, err, pipeline).run(rest);
      case DiffCommand.NAME -> new DiffCommand(out, err, pipeline).run(rest);
      case PolicyCommand.NAME -> new PolicyCommand(out, err).run(rest);
      case UserUnits.NAME -> equipment.users(rest);
      case "--version" -> {
        out.print(Help.version());
        yield ExitCode.OK;
      }
      default -> {
        err.print(List.of(CommandLines.misuse(args.getFirst(), "no such command")));
        yield ExitCode.USAGE;
      }
    };
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
