package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.nixos.ChildEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** {@code bin/steadfast} over a JDK that only writes down how it was started. */
@Timeout(60)
class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      PATH=/usr/bin:/bin:/run/current-system/sw/bin
      cat "/proc/$$/environ" >"${0%/*}/environ"
      printf '%s\\n' "$@" >"${0%/*}/arguments"
      """;

  @TempDir Path top;

  /** What the caller has set; a byte is written as the character of its number. */
  record Case(List<String> environment, String because) {
    Case {
      assertFalse(because.isBlank(), environment.toString());
    }
  }

  static final List<Case> CASES =
      List.of(
          new Case(List.of(), "NixOS's own test starts the program with nothing"),
          new Case(List.of("PATH=/nowhere"), "the caller's programs are not ours"),
          new Case(List.of("PATH=", "HOME=/root"), "an empty path is not a missing one"),
          new Case(List.of("LC_ALL=C", "LANG=C.UTF-8"), "the caller's locale comes back"),
          new Case(List.of("LC_ALL="), "an empty locale is set, too"),
          new Case(List.of("X=\u00ff\u00fe", "Y=a=b\nc"), "values are bytes"),
          new Case(List.of("SHLVL=3", "OLDPWD=/"), "what shells set may be the caller's"));

  @BeforeEach
  void build() throws IOException {
    copy(Path.of("..", "bin"), top.resolve("bin"));
    for (String directory : List.of(".mvn", "activator/src/main", "jdk/bin", "target")) {
      Files.createDirectories(top.resolve(directory));
    }
    Files.createFile(top.resolve("pom.xml"));
    Files.createFile(top.resolve("activator/pom.xml"));
    Files.createFile(top.resolve("target/built-activator"));
    Files.writeString(top.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
    program("jdk/bin/java", JAVA);
    program("jdk/bin/javac", "#!/bin/sh\n");
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void theCallersEnvironmentCanBeHadBack(Case one) throws Exception {
    List<String> callers = new ArrayList<>(one.environment());
    callers.add("JAVA_HOME=" + top.resolve("jdk"));
    assertEquals("", run(callers), one.because());
    SortedMap<String, String> own = environment();
    assertEquals("C.UTF-8", own.get("LC_ALL"), "the JVM can name every file");
    SortedMap<String, String> children = ChildEnvironment.ofCaller(own).of(own);
    assertEquals(new TreeSet<>(callers), lines(children), one.because());
    List<String> arguments = Files.readAllLines(top.resolve("jdk/bin/arguments"));
    assertEquals(
        List.of("switch", "a b"), arguments.subList(arguments.size() - 2, arguments.size()));
    assertTrue(arguments.contains("--enable-native-access=ALL-UNNAMED"));
  }

  /** All that the launcher prints, which should be nothing. */
  private String run(List<String> environment) throws Exception {
    StringBuilder line = new StringBuilder("exec env -i ");
    for (String each : environment) {
      line.append("\"$(printf '");
      for (byte one : each.getBytes(StandardCharsets.ISO_8859_1)) {
        line.append("\\%03o".formatted(one & 0xff));
      }
      line.append("')\" ");
    }
    Path output = top.resolve("output");
    Process process =
        new ProcessBuilder("sh", "-c", line + "\"$0\" switch 'a b'", top + "/bin/steadfast")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(process.waitFor(Duration.ofSeconds(30)));
    return Files.readString(output);
  }

  private SortedMap<String, String> environment() throws IOException {
    Path file = top.resolve("jdk/bin/environ");
    SortedMap<String, String> found = new TreeMap<>();
    for (String each : Files.readString(file, StandardCharsets.ISO_8859_1).split("\0", -1)) {
      String[] parts = each.split("=", 2);
      if (parts.length == 2) {
        found.put(parts[0], parts[1]);
      }
    }
    return found;
  }

  private static SortedSet<String> lines(SortedMap<String, String> environment) {
    SortedSet<String> lines = new TreeSet<>();
    environment.forEach((name, value) -> lines.add(name + "=" + value));
    return lines;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(top.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
