package dev.steadfast.cli;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.plan.Rules;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What follows an action's word on the command line.
 *
 * @param toplevel to be activated, absolute; empty if the environment names it
 * @param policies the operator's policies, absolute; empty for the usual place
 */
record ActionLine(Optional<Path> toplevel, Optional<Path> policies, Rules rules) {
  /** May also stand before the action. */
  static final String COMPAT = "--compat";

  private static final String TOPLEVEL = "--toplevel";
  private static final String POLICIES = "--policies";

  /**
   * Parses {@code [--toplevel DIR] [--policies DIR] [--compat]}, also with an equals sign.
   *
   * @param called by whom: NixOS's wrapper passes on whatever it is given, and its own program
   *     looks at nothing but the action
   */
  static Parsed<ActionLine> parse(Action action, List<String> arguments, Called called) {
    List<Diagnostic> problems = new ArrayList<>();
    Map<String, String> options = options(action, arguments, called, problems);
    Optional<Path> toplevel = path(action, options.get(TOPLEVEL), problems);
    Optional<Path> policies = path(action, options.get(POLICIES), problems);
    Rules rules = options.containsKey(COMPAT) ? Rules.ORIGINAL : Rules.OWN;
    return problems.isEmpty()
        ? Parsed.of(new ActionLine(toplevel, policies, rules))
        : new Parsed.Rejected<>(problems);
  }

  /** Who has called the program. */
  enum Called {
    BY_WRAPPER,
    BY_HAND
  }

  private static Map<String, String> options(
      Action action, List<String> arguments, Called called, List<Diagnostic> problems) {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (argument.equals(COMPAT)) {
        options.put(COMPAT, "");
        continue;
      }
      if (!name.equals(TOPLEVEL) && !name.equals(POLICIES)) {
        if (called == Called.BY_HAND) {
          problems.add(CommandLines.misuse(action.word(), "unknown argument " + argument));
        }
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

  private static Optional<Path> path(
      Action action, @org.jspecify.annotations.Nullable String text, List<Diagnostic> problems) {
    try {
      return Optional.ofNullable(text).map(Path::of).map(Path::toAbsolutePath);
    } catch (InvalidPathException invalid) {
      problems.add(CommandLines.misuse(action.word(), "not a path: " + text));
      return Optional.empty();
    }
  }
}
