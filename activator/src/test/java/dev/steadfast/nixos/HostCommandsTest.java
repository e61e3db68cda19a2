package dev.steadfast.nixos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands from a JVM of its own: what they inherit is that one's. */
@Timeout(60)
class HostCommandsTest {
  private static final String SCRIPT =
      "#!/bin/sh\necho \"$0 $*\"; cat; echo complaint >&2; tr '\\0' '\\n' </proc/$$/environ >\"${0%/*}/env\"\n";

  @TempDir Path directory;
  private Path script;

  /** A program that runs one of the commands; the first argument names it. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      HostCommands commands = new HostCommands(ChildEnvironment.ofCaller(System.getenv()));
      List<String> command = List.of(args[1].split(" "));
      Path path = Path.of("/t");
      System.out.println(
          switch (args[0]) {
            case "check" -> commands.preSwitchCheck(command, path, "dry-activate");
            case "boot" -> commands.installBootLoader(command, path, "boot");
            case "dry" -> commands.dryActivate(Path.of(args[1]), "dry-activate");
            case "status" ->
                commands.showStatus(Path.of(args[1]), List.of("a.service", "b.mount"), "test");
            default -> throw new IllegalArgumentException(args[0]);
          });
    }
  }

  @BeforeEach
  void write() throws IOException {
    script = executable("script", SCRIPT);
    executable("dry-activate", SCRIPT);
    Files.createDirectory(directory.resolve("bin"));
    executable("bin/systemctl", SCRIPT);
  }

  @Test
  void checksGetTheirWordsAndTheToplevelAndTheAction() throws Exception {
    assertEquals(
        List.of(script + " --all /t dry-activate", "input", "complaint", "Ended[code=0]"),
        output(List.of(), "check", script + " --all"));
    assertTrue(environment("").contains("NIXOS_ACTION=dry-activate"));
  }

  @Test
  void aBootLoaderGetsTheToplevel() throws Exception {
    assertEquals(script + " /t", output(List.of(), "boot", script.toString()).getFirst());
    assertTrue(environment("").contains("NIXOS_ACTION=boot"));
  }

  @Test
  void theDryScriptGetsItsDirectory() throws Exception {
    String expected = directory + "/dry-activate " + directory;
    assertEquals(expected, output(List.of(), "dry", directory.toString()).getFirst());
  }

  @Test
  void statusNamesTheUnits() throws Exception {
    String expected = directory + "/bin/systemctl status --no-pager --full a.service b.mount";
    assertEquals(expected, output(List.of(), "status", directory.toString()).getFirst());
  }

  @Test
  void endsAreToldApart() throws Exception {
    String exits = executable("exits", "#!/bin/sh\nexit 7\n").toString();
    String dies = executable("dies", "#!/bin/sh\nkill -KILL $$\n").toString();
    assertEquals(List.of("Ended[code=7]"), output(List.of(), "check", exits));
    assertEquals(List.of("Killed[signal=9]"), output(List.of(), "check", dies));
    String missing = output(List.of(), "check", directory + "/missing").getFirst();
    assertTrue(missing.startsWith("NotStarted[why=") && missing.contains("/missing"), missing);
    assertTrue(missing.contains("No such file or directory"), missing);
  }

  /** Bytes that are no text included; only the action is new. */
  @Test
  void theEnvironmentIsTheCallersByteForByte() throws Exception {
    List<String> callers =
        List.of("A=1", "EMPTY=", "a.b-c=odd name", "caf\u00e9\u00ff=\u00fe\u00c3", "LANG=de_DE");
    output(callers, "check", script.toString());
    SortedSet<String> expected = new TreeSet<>(callers);
    expected.add("NIXOS_ACTION=dry-activate");
    assertEquals(expected, environment("PWD="));
  }

  @Test
  void theLocaleOfTheLauncherIsNotTheCallers() throws Exception {
    output(List.of("LC_ALL=C.UTF-8", "STEADFAST_LC_ALL=", "X=1"), "check", script.toString());
    assertEquals(new TreeSet<>(List.of("NIXOS_ACTION=dry-activate", "X=1")), environment("PWD="));
    output(
        List.of(
            "LC_ALL=C.UTF-8",
            "STEADFAST_LC_ALL==de_DE",
            "STEADFAST_ARGV0=x",
            "STEADFAST_ADDED=SHLVL OTHER",
            "SHLVL=0"),
        "check",
        script.toString());
    assertEquals(
        new TreeSet<>(List.of("NIXOS_ACTION=dry-activate", "LC_ALL=de_DE")), environment("PWD="));
  }

  @Test
  void anEmptyLocaleOfTheCallerIsSet() {
    assertEquals(
        Optional.of(""),
        ChildEnvironment.ofCaller(Map.of("STEADFAST_LC_ALL", "=")).changes().get("LC_ALL"));
  }

  /** The lines that the program and its command print. */
  private List<String> output(List<String> environment, String... arguments) throws Exception {
    Path output = directory.resolve("output");
    Path input = Files.writeString(directory.resolve("input"), "input\n");
    Process process =
        new ProcessBuilder(program(environment, arguments))
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(process.waitFor(Duration.ofSeconds(50)));
    return Files.readAllLines(output, StandardCharsets.ISO_8859_1);
  }

  /** {@code printf} makes the bytes: the JDK would encode them. */
  private static List<String> program(List<String> environment, String... arguments) {
    StringBuilder line = new StringBuilder("exec env -i ");
    for (String each : environment) {
      line.append("\"$(printf '");
      for (byte one : each.getBytes(StandardCharsets.ISO_8859_1)) {
        line.append("\\%03o".formatted(one & 0xff));
      }
      line.append("')\" ");
    }
    List<String> argv = new ArrayList<>(List.of("sh", "-c", line.append("\"$@\"").toString()));
    argv.addAll(List.of("sh", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    argv.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    argv.addAll(List.of(arguments));
    return argv;
  }

  /** What the command's environment was, but for what its shell adds. */
  private SortedSet<String> environment(String addedByShell) throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve("env"), StandardCharsets.ISO_8859_1);
    SortedSet<String> found = new TreeSet<>(lines);
    found.removeIf(line -> !addedByShell.isEmpty() && line.startsWith(addedByShell));
    return found;
  }

  private Path executable(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
