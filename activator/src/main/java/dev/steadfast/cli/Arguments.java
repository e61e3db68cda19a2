package dev.steadfast.cli;

import dev.steadfast.diagnostic.Parsed;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Arguments of the authoring commands; the only class, with its options, that loads picocli. */
final class Arguments {
  private Arguments() {}

  /**
   * Parses the arguments of a command.
   *
   * @param options an interface whose methods are the options
   */
  static <T> Parsed<T> parse(String command, List<String> arguments, Class<T> options) {
    CommandLine line =
        new CommandLine(options).setExpandAtFiles(false).setCaseInsensitiveEnumValuesAllowed(true);
    try {
      line.parseArgs(arguments.toArray(String[]::new));
      return Parsed.of(options.cast(line.getCommand()));
    } catch (ParameterException wrong) {
      String problem = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
      return Parsed.rejected(CommandLines.misuse(command, problem));
    }
  }
}
