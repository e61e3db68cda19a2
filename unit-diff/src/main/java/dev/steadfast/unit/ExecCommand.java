package dev.steadfast.unit;

import java.util.ArrayList;
import java.util.List;

/**
 * One command of an {@code Exec*=} setting. Source: systemd.service(5), "Command lines".
 *
 * @param prefixes the special characters before the program, such as {@code -} or {@code @+}; may
 *     be empty
 * @param argv unquoted words, specifiers and variables left alone; the first one is the program
 *     (with the prefix {@code @} the second one is {@code argv[0]})
 */
public record ExecCommand(String prefixes, List<String> argv) {
  private static final String PREFIX_CHARACTERS = "@-:+!|";

  public ExecCommand {
    argv = List.copyOf(argv);
    if (argv.isEmpty() || argv.getFirst().isEmpty()) {
      throw new IllegalArgumentException("a command without a program");
    }
  }

  /** What is run: an absolute path, or a name to look for. */
  public String program() {
    return argv.getFirst();
  }

  /**
   * The commands of one line in their order. An unquoted {@code ;} of its own separates two, {@code
   * \;} is an argument. Where there is no program there is no command, as systemd ignores that.
   */
  public static List<ExecCommand> allOf(String line) {
    List<ExecCommand> commands = new ArrayList<>();
    List<String> argv = new ArrayList<>();
    for (Words.Word word : Words.in(line)) {
      if (word.written().equals(";")) {
        add(argv, commands);
        argv = new ArrayList<>();
      } else {
        argv.add(word.written().equals("\\;") ? ";" : word.text());
      }
    }
    add(argv, commands);
    return List.copyOf(commands);
  }

  private static void add(List<String> argv, List<ExecCommand> commands) {
    if (argv.isEmpty()) {
      return;
    }
    String first = argv.getFirst();
    int start = 0;
    while (start < first.length() && PREFIX_CHARACTERS.indexOf(first.charAt(start)) >= 0) {
      start++;
    }
    if (start < first.length()) {
      argv.set(0, first.substring(start));
      commands.add(new ExecCommand(first.substring(0, start), argv));
    }
  }
}
