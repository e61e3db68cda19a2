package dev.steadfast.policy;

import dev.steadfast.diagnostic.Diagnostic;
import dev.steadfast.diagnostic.Parsed;
import dev.steadfast.store.SystemRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Policies of the test resources, and directories made of texts. */
final class Fixtures {
  static final Path RESOURCES = Path.of("src/test/resources");
  static final String TABLE =
      """
      # key, effect, kind, unit, note
      color\treload\tstring\t\tlive
      workers\trestart\tinteger\t\tstart
      """;

  private Fixtures() {}

  /** Names of the policies in a folder of the test resources. */
  static List<String> names(String folder) {
    try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  static String text(String name) {
    try {
      return Files.readString(RESOURCES.resolve(name));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** A directory with one policy and the table that the policies here name. */
  static PolicyFiles files(Path directory, String fileName, String policy) {
    try {
      Files.createDirectories(directory.resolve("tables"));
      Files.writeString(directory.resolve("tables/toy-keys.tsv"), TABLE);
      Files.writeString(directory.resolve(fileName), policy);
      return PolicyFiles.in(SystemRoot.host(), directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static PolicyFiles none() {
    return PolicyFiles.ifPresent(SystemRoot.host(), Path.of("/nonexistent"));
  }

  /** One of the policies that come with Steadfast. */
  static Policy shipped(String name) {
    return named(name, accepted(PolicySetReader.read(PolicyFiles.shipped(), none())));
  }

  static Policy named(String name, PolicySet set) {
    return set.policies().stream()
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The policy {@code toy} with nothing over it. */
  static PolicyFiles toy(Path directory) {
    return files(directory, "toy.yaml", text("valid/whole.yaml"));
  }

  static <T> T accepted(Parsed<T> parsed) {
    return parsed.orElse(
        problems -> {
          throw new AssertionError(
              String.join("\n", problems.stream().map(Diagnostic::render).toList()));
        });
  }

  /** {@code line: summary} of each problem. */
  static List<String> problems(Parsed<?> parsed) {
    List<String> problems = new ArrayList<>();
    for (Diagnostic problem : parsed.diagnostics()) {
      String severity = problem.severity().name().toLowerCase(Locale.ROOT);
      problems.add(
          (severity.equals("error") ? "" : severity + " ")
              + problem.location().line()
              + ": "
              + problem.summary());
    }
    return problems;
  }
}
