package dev.steadfast.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this very program was started. */
final class OwnProgram {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final Path EXECUTABLE = Path.of("/proc/self/exe");

  private OwnProgram() {}

  /** The command with everything up to the program's own arguments; first an absolute path. */
  static List<String> command() {
    try {
      String[] words =
          new String(Files.readAllBytes(COMMAND_LINE), StandardCharsets.UTF_8).split("\0", -1);
      return beginning(Files.readSymbolicLink(EXECUTABLE).toString(), List.of(words));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * The part of a JVM's command line that says which program to run.
   *
   * @param words all of it; what follows the main class, or the archive, is the program's own
   */
  static List<String> beginning(String executable, List<String> words) {
    List<String> command = new ArrayList<>(List.of(executable));
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      command.add(word);
      boolean hasValue = List.of("-cp", "-classpath", "--class-path", "-p", "-jar").contains(word);
      if (hasValue && i + 1 < words.size()) {
        command.add(words.get(++i));
      }
      if (word.equals("-jar") || !word.startsWith("-")) {
        break;
      }
    }
    return List.copyOf(command);
  }
}
