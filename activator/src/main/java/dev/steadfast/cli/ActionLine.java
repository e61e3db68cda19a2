package dev.steadfast.cli;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The command line of an action.
 *
 * @param toplevel to be activated, absolute
 * @param policies the operator's policies, absolute; empty for the usual place
 */
record ActionLine(Path toplevel, Optional<Path> policies) {
  private static final String TOPLEVEL = "--toplevel";
  private static final String POLICIES = "--policies";

  /**
   * Parses what follows the action's word: {@code [--toplevel DIR] [--policies DIR]}, also with an
   * equals sign.
   *
   * @param environment where {@code TOPLEVEL} stands in for a missing option
   */
  static Parsed<ActionLine> parse(
      Action action, List<String> arguments, Map<String, String> environment) {
    List<Diagnostic> problems = new ArrayList<>();
    Map<String, String> options = options(action, arguments, problems);
    String fromEnvironment = environment.getOrDefault("TOPLEVEL", "");
    String toplevel = options.getOrDefault(TOPLEVEL, fromEnvironment);
    if (problems.isEmpty() && toplevel.isEmpty()) {
      problems.add(
          CommandLines.misuse(
              action.word(), "no toplevel: give " + TOPLEVEL + " DIR or set TOPLEVEL"));
    }
    Optional<Path> next = path(action, toplevel, problems);
    Optional<Path> policies =
        options.containsKey(POLICIES)
            ? path(action, options.getOrDefault(POLICIES, ""), problems)
            : Optional.empty();
    return problems.isEmpty()
        ? Parsed.of(new ActionLine(next.orElseThrow(), policies))
        : new Parsed.Rejected<>(problems);
  }

  private static Map<String, String> options(
      Action action, List<String> arguments, List<Diagnostic> problems) {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!name.equals(TOPLEVEL) && !name.equals(POLICIES)) {
        problems.add(CommandLines.misuse(action.word(), "unknown argument " + argument));
        continue;
      }
      boolean inNext = equals < 0 && i + 1 < arguments.size();
      String value =
          equals < 0 ? (inNext ? arguments.get(++i) : "") : argument.substring(equals + 1);
      if (value.isEmpty()) {
        problems.add(CommandLines.misuse(action.word(), name + " needs a directory"));
      } else if (options.put(name, value) != null) {
        problems.add(CommandLines.misuse(action.word(), name + " is given twice"));
      }
    }
    return options;
  }

  private static Optional<Path> path(Action action, String text, List<Diagnostic> problems) {
    try {
      return Optional.of(Path.of(text).toAbsolutePath());
    } catch (InvalidPathException invalid) {
      problems.add(CommandLines.misuse(action.word(), "not a path: " + text));
      return Optional.empty();
    }
  }
}
