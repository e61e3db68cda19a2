package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the programs of real daemons. */
final class Programs {
  private Programs() {}

  /** Exit code, standard output and standard error of a command that has ended. */
  record Ended(int exit, String out, String err) {}

  /** Runs a command to its end, in an environment of nothing but these variables. */
  static Ended run(List<String> command, Map<String, String> environment) throws IOException {
    Path err = Files.createTempFile("command", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Ended ended = new Ended(process.onExit().join().exitValue(), out, Files.readString(err));
    Files.delete(err);
    return ended;
  }

  /** Fails unless the command ends well. */
  static String output(List<String> command, Map<String, String> environment) throws IOException {
    Ended ended = run(command, environment);
    assertEquals(0, ended.exit(), () -> command + "\n" + ended.out() + ended.err());
    return ended.out();
  }

  /**
   * The command as the user nobody where this is root, for programs that refuse to run as root or
   * are otherwise without it.
   */
  static List<String> unprivileged(List<String> command) {
    List<String> words = new ArrayList<>(List.of("setpriv", "--pdeathsig", "INT"));
    if (System.getProperty("user.name").equals("root")) {
      words.addAll(List.of("--reuid", "nobody", "--regid", "nogroup", "--clear-groups"));
    }
    words.addAll(command);
    return words;
  }
}
