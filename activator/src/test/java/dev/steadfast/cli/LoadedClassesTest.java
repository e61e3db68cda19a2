package dev.steadfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.report.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions are started on every switch: classes that are slow to load have no place there. */
class LoadedClassesTest {
  private static final List<String> SLOW =
      List.of(
          "picocli.",
          "com.fasterxml.jackson.databind.",
          "dev.steadfast.cli.Explain",
          "dev.steadfast.plan.Expla",
          "dev.steadfast.report.Expla");

  @TempDir Path directory;

  /** The program over a pipeline that answers at once. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      Output out = new Output(System.out, dev.steadfast.report.Look.PLAIN);
      Output err = new Output(System.err, dev.steadfast.report.Look.PLAIN);
      Pipeline pipeline = FakePipeline.planning(Examples.everyAction());
      System.exit(
          new Main(out, err, pipeline, FakeMachine.planning(Examples.everyAction())).run(args));
    }
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void actionsLoadNoSlowClass(Action action) throws Exception {
    List<String> loaded = loadedBy(Program.class, 0, action.word(), "--toplevel", "/t");
    assertTrue(loaded.contains(ActivationCommand.class.getName()));
    assertEquals(List.of(), loaded.stream().filter(LoadedClassesTest::isSlow).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "switch --frob"})
  void helpAndErrorsLoadNoSlowClass(String line) throws Exception {
    int code = line.startsWith("--") ? 0 : 1;
    List<String> loaded = loadedBy(Main.class, code, line.split(" "));
    assertTrue(loaded.contains(Main.class.getName()));
    assertEquals(List.of(), loaded.stream().filter(LoadedClassesTest::isSlow).toList());
  }

  /** The control: were picocli used by an action, this is what the other tests would see. */
  @ParameterizedTest
  @ValueSource(
      strings = {"plan --old /a --next /b", "explain a --next /b", "diff /a /b", "policy show"})
  void authoringCommandsLoadPicocli(String line) throws Exception {
    List<String> loaded = loadedBy(Program.class, 0, line.split(" "));
    assertNotEquals(List.of(), loaded.stream().filter(LoadedClassesTest::isSlow).toList());
  }

  private static boolean isSlow(String name) {
    return SLOW.stream().anyMatch(name::startsWith);
  }

  private List<String> loadedBy(Class<?> program, int code, String... args) throws Exception {
    Path log = directory.resolve("classes");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+load:file=" + log);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the program does not end");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(code, process.exitValue(), Files.readString(directory.resolve("output")));
    return names(log);
  }

  /** Lines are {@code [0.012s][info][class,load] name source: …}. */
  private static List<String> names(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(line -> line.substring(line.lastIndexOf(']', line.indexOf(" source:")) + 1).strip())
          .map(line -> line.split(" ", 2)[0])
          .toList();
    }
  }
}
