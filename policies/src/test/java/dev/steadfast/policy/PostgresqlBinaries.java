package dev.steadfast.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PostgreSQL that the shipped table of settings was generated from. */
final class PostgresqlBinaries {
  private static final Path TABLE =
      Path.of("src/main/resources/dev/steadfast/policy/shipped/tables/postgresql-settings.tsv");
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ([0-9]+)");

  private PostgresqlBinaries() {}

  /** Directory of the programs, of the major version that the table names. */
  static Path directory() throws IOException {
    Matcher version = VERSION.matcher(Files.readString(TABLE));
    assertTrue(version.find(), "the table names its version");
    String installed = "/usr/lib/postgresql/" + version.group(1) + "/bin";
    Path directory = Path.of(System.getProperty("postgresql.bin", installed));
    assertTrue(
        Files.isExecutable(directory.resolve("postgres")),
        directory + " has no postgres: install it, or name its directory with -Dpostgresql.bin");
    return directory;
  }

  static Path table() {
    return TABLE;
  }

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

  /** The command as the user nobody where this is root: the server refuses to run as root. */
  static List<String> unprivileged(List<String> command) {
    List<String> words = new ArrayList<>(List.of("setpriv", "--pdeathsig", "INT"));
    if (System.getProperty("user.name").equals("root")) {
      words.addAll(List.of("--reuid", "nobody", "--regid", "nogroup", "--clear-groups"));
    }
    words.addAll(command);
    return words;
  }
}
